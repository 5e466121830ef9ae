import { BadInput } from "../bad-input.ts";

/** A JSON object whose fields are read one by one; each that cannot be used is a sentence. */
export type Fields = Readonly<Record<string, unknown>>;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function refuse(where: string, wanted: string, got: unknown): never {
  throw new BadInput(`${where} must be ${wanted}, got ${shown(got)}`);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param least - The smallest number allowed; with `open`, the number itself is not. */
export function readNumber(
  value: unknown,
  where: string,
  { least = -Infinity, open = false }: { least?: number; open?: boolean } = {},
): number {
  const wanted =
    least === -Infinity
      ? "a finite number"
      : `a finite number ${open ? "above" : "of at least"} ${least}`;
  if (
    typeof value !== "number" ||
    !Number.isFinite(value) ||
    value < least ||
    (open && value === least)
  )
    return refuse(where, wanted, value);
  return value;
}

export function readWhole(
  value: unknown,
  where: string,
  least: number,
  most: number,
): number {
  if (
    typeof value !== "number" ||
    !Number.isInteger(value) ||
    value < least ||
    value > most
  )
    return refuse(where, `a whole number from ${least} to ${most}`, value);
  return value;
}

export function readList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    return refuse(where, "a list with at least one entry", value);
  return value;
}

/** @param length - How many there must be, and `like`, what they must be as many as. */
export function readNumbers(
  value: unknown,
  where: string,
  range: { least?: number; open?: boolean },
  count?: { length: number; like: string },
): number[] {
  const list = readList(value, where);
  if (count && list.length !== count.length)
    throw new BadInput(
      `${where} must have ${count.length} numbers, as many as ${count.like}, got ${list.length}`,
    );
  return list.map((entry, i) => readNumber(entry, `${where}[${i}]`, range));
}

/** Points that all have the first one's dimension. */
export function readPoints(value: unknown, where: string): number[][] {
  const list = readList(value, where);
  const dimension = readList(list[0], `${where}[0]`).length;
  const count = { length: dimension, like: "the first" };
  return list.map((entry, i) =>
    readNumbers(entry, `${where}[${i}]`, {}, count),
  );
}

/** Not negative, and not all 0. */
export function readWeights(
  value: unknown,
  where: string,
  count: { length: number; like: string },
): number[] {
  const weights = readNumbers(value, where, { least: 0 }, count);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && total < Infinity))
    throw new BadInput(
      `${where} must have a finite sum above 0, got the sum ${total}`,
    );
  return weights;
}
