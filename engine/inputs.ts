import type { Json } from "./json.ts";
import type { Choice, ShownFor } from "./node-definition.ts";
import type { SocketType } from "./values.ts";

interface Described {
  readonly description?: string;
  readonly label?: string;
  readonly also?: string;
  readonly shownFor?: ShownFor;
  readonly seldom?: boolean;
  readonly editing?: boolean;
  readonly decidedBy?: string;
}

interface PortDescribed extends Described {
  readonly orType?: SocketType;
  readonly neededFor?: ShownFor;
}

/** A socket that must be linked. */
export function port<
  const T extends SocketType,
  const D extends PortDescribed = Described,
>(type: T, described?: D) {
  return { kind: "port", type, optional: false, ...(described as D) } as const;
}

/** A socket that may stay empty. */
export function optionalPort<
  const T extends SocketType,
  const D extends PortDescribed = Described,
>(type: T, described?: D) {
  return { kind: "port", type, optional: true, ...(described as D) } as const;
}

export function number(
  range: {
    default: number;
    min: number;
    max: number;
    step?: number;
    below?: string;
  } & Described,
) {
  return {
    kind: "number",
    whole: false,
    ...range,
    step: range.step ?? 0.1,
  } as const;
}

export function wholeNumber(
  range: {
    default: number;
    min: number;
    max: number;
    step?: number;
  } & Described,
) {
  return {
    kind: "number",
    whole: true,
    ...range,
    step: range.step ?? 1,
  } as const;
}

/** A whole number from 0 to 2^53 − 1 that decides all that is random in the node. */
export function seed(
  described: { default?: number; advances?: boolean } & Described = {},
) {
  return {
    kind: "seed",
    ...described,
    default: described.default ?? 0,
    advances: described.advances ?? true,
  } as const;
}

export function choice(
  choices: readonly Choice[],
  described: { default: string } & Described,
) {
  return { kind: "choice", choices, ...described } as const;
}

export function toggle(described: { default: boolean } & Described) {
  return { kind: "switch", ...described } as const;
}

export function text(
  described: {
    default?: string;
    lines?: number;
    whenEmpty?: string;
    classesOf?: {
      input: string;
      labels: Readonly<Record<string, readonly string[]>>;
    };
  } & Described = {},
) {
  return {
    kind: "text",
    ...described,
    default: described.default ?? "",
    lines: described.lines ?? 1,
  } as const;
}

/** A short list of numbers, typed as `5, 10, 20`. */
export function numbers(
  range: {
    default: readonly number[];
    min: number;
    max: number;
    whole?: boolean;
    whenEmpty?: string;
  } & Described,
) {
  return { kind: "numbers", ...range, whole: range.whole ?? false } as const;
}

/** A path on the engine's machine: of a file, or of the folder that such files lie in. */
export function file(
  described: {
    extensions: readonly string[];
    default?: string;
    model?: true;
    folder?: boolean;
    whenEmpty?: string;
  } & Described,
) {
  return {
    kind: "file",
    ...described,
    default: described.default ?? "",
    folder: described.folder ?? false,
  } as const;
}

/** Shows an input only while another one has this value. */
export function shownFor(input: string, ...values: Json[]): ShownFor {
  return { input, values };
}
