import { BadInput } from "../../core/bad-input.ts";

/**
 * Values as JSON cannot write them, and back. What JSON has no form for becomes an object with the single field `$`,
 * and an object that has a field of that name itself is written as its list of fields.
 */

/** Arrays that travel as bytes, by their names. Only these are known; their order is nothing. */
export const arrayTypes = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

export type ArrayName = keyof typeof arrayTypes;
export type WireArray = InstanceType<(typeof arrayTypes)[ArrayName]>;

type Tag =
  | readonly ["undefined"]
  | readonly ["number", "NaN" | "Infinity" | "-Infinity" | "-0"]
  | readonly ["array", number]
  | readonly ["error", string, string, unknown]
  | readonly ["object", readonly (readonly [string, unknown])[]];

/**
 * @param keepArray - Puts an array aside and gives the number that stands for it.
 * @throws TypeError for what cannot travel: functions, symbols, maps, instances of classes.
 */
export function toTagged(
  value: unknown,
  keepArray: (array: WireArray, name: ArrayName) => number,
): unknown {
  const convert = (item: unknown): unknown => {
    switch (typeof item) {
      case "string":
      case "boolean":
        return item;
      case "number":
        return numberToTagged(item);
      case "undefined":
        return tag("undefined");
      case "object":
        return item === null ? null : objectToTagged(item, convert, keepArray);
      default:
        throw new TypeError(`A ${typeof item} cannot travel in a message.`);
    }
  };
  return convert(value);
}

/**
 * @param array - Gives the array that a number stands for.
 * @throws TypeError for a tag that is none of ours.
 */
export function fromTagged(
  value: unknown,
  array: (index: number) => unknown,
): unknown {
  const convert = (item: unknown): unknown => {
    if (typeof item !== "object" || item === null) return item;
    if (Array.isArray(item)) return item.map(convert);
    if ("$" in item) return fromTag(item.$, convert, array);
    // fromEntries defines fields, so that one named __proto__ is a field like any other
    return Object.fromEntries(
      Object.entries(item).map(([name, field]) => [name, convert(field)]),
    );
  };
  return convert(value);
}

function tag(...parts: Tag): { readonly $: Tag } {
  return { $: parts };
}

function numberToTagged(value: number): unknown {
  if (Object.is(value, -0)) return tag("number", "-0");
  if (Number.isFinite(value)) return value;
  return tag(
    "number",
    Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity",
  );
}

function objectToTagged(
  item: object,
  convert: (value: unknown) => unknown,
  keepArray: (array: WireArray, name: ArrayName) => number,
): unknown {
  if (Array.isArray(item)) return Array.from(item, convert);
  if (ArrayBuffer.isView(item)) {
    const name = arrayName(item);
    return tag("array", keepArray(item as WireArray, name));
  }
  if (item instanceof Error)
    return tag("error", item.name, item.message, convert(item.cause));
  const prototype: unknown = Object.getPrototypeOf(item);
  if (prototype !== null && !isPlainPrototype(prototype))
    throw new TypeError(
      `A ${item.constructor.name} cannot travel in a message.`,
    );
  const fields = Object.entries(item).map(
    ([name, field]) => [name, convert(field)] as const,
  );
  return Object.hasOwn(item, "$")
    ? tag("object", fields)
    : Object.fromEntries(fields);
}

/** Of this realm or of another (a test's, a frame's). */
function isPlainPrototype(prototype: unknown): boolean {
  return (
    prototype === Object.prototype ||
    (typeof prototype === "object" &&
      prototype !== null &&
      Object.getPrototypeOf(prototype) === null &&
      Object.hasOwn(prototype, "hasOwnProperty"))
  );
}

function arrayName(item: ArrayBufferView): ArrayName {
  // Node's Buffer is a Uint8Array; the tag tells the type in every realm
  const tagged = (item as unknown as Record<symbol, unknown>)[
    Symbol.toStringTag
  ];
  const name = Object.keys(arrayTypes).find((known) => known === tagged);
  if (name === undefined)
    throw new TypeError(`A ${String(tagged)} cannot travel in a message.`);
  return name as ArrayName;
}

function fromTag(
  parts: unknown,
  convert: (value: unknown) => unknown,
  array: (index: number) => unknown,
): unknown {
  if (!Array.isArray(parts)) throw new TypeError("A message has a broken tag.");
  const [kind, first, second, third] = parts as unknown[];
  switch (kind) {
    case "undefined":
      return undefined;
    case "number":
      return Number(first);
    case "array":
      return array(Number(first));
    case "error":
      return errorOf(String(first), String(second), convert(third));
    case "object":
      return Object.fromEntries(
        (first as [string, unknown][]).map(([name, field]) => [
          name,
          convert(field),
        ]),
      );
    default:
      throw new TypeError(`A message has the unknown tag ${String(kind)}.`);
  }
}

/** An error as it was on the other side: the same name and message, and the class where it is one of ours. */
export function errorOf(name: string, message: string, cause?: unknown): Error {
  const options = cause === undefined ? {} : { cause };
  if (name === "BadInput") return new BadInput(message, options);
  const error = new Error(message, options);
  error.name = name;
  return error;
}
