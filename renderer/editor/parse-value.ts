/** What was typed, understood or refused with a sentence. */
export type Parsed<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "refused"; readonly message: string };

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export interface NumbersRange extends NumberRange {
  /** What having none means; where it is absent there is at least one. */
  readonly whenEmpty?: string;
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a number as people type it: `1e-3`, `0,5`, `−2`, `1 000`. Nothing is clamped. */
export function parseNumber(
  label: string,
  text: string,
  range: NumberRange,
): Parsed<number> {
  const typed = text.trim();
  const cleaned = typed
    .replaceAll("\u2212", "-")
    .replaceAll(/(?<=\d)[ \u00A0\u202F'](?=\d{3}(\D|$))/g, "");
  // one comma and no point is a decimal comma
  const pointed = /^[^.,]*,[^.,]*$/.test(cleaned)
    ? cleaned.replace(",", ".")
    : cleaned;
  if (!plainNumber.test(pointed))
    return refuse(
      typed === ""
        ? `${label} must be a number, got nothing.`
        : `${label} must be a number, got “${typed}”.`,
    );
  return inRange(label, Number(pointed), range);
}

function inRange(
  label: string,
  value: number,
  { min, max, whole }: NumberRange,
): Parsed<number> {
  if (!Number.isFinite(value))
    return refuse(`${label} is too large to be a number here.`);
  if (whole && !Number.isInteger(value))
    return refuse(`${label} must be a whole number, got ${value}.`);
  if (value < min)
    return refuse(`${label} must be at least ${min}, got ${value}.`);
  if (value > max)
    return refuse(`${label} must be at most ${max}, got ${value}.`);
  return { kind: "value", value };
}

/** Reads `5, 10, 20`; with semicolons between, decimal commas too: `0,5; 0,7`. */
export function parseNumbers(
  label: string,
  text: string,
  range: NumbersRange,
): Parsed<number[]> {
  const parts = text.includes(";")
    ? text.split(";")
    : text.trim().split(/\s*,\s*|\s+/);
  const values: number[] = [];
  for (const part of parts) {
    if (part.trim() === "") continue;
    const parsed = parseNumber(label, part, range);
    if (parsed.kind === "refused") return parsed;
    values.push(parsed.value);
  }
  return values.length === 0 && range.whenEmpty === undefined
    ? refuse(`${label} must be numbers such as 5, 10, 20, got nothing.`)
    : { kind: "value", value: values };
}

function refuse(message: string): { kind: "refused"; message: string } {
  return { kind: "refused", message };
}

/** The number after stepping, kept in range and free of rounding dust. */
export function stepNumber(
  value: number,
  steps: number,
  step: number,
  range: NumberRange,
): number {
  const moved = range.whole
    ? Math.round(value + steps * step)
    : Number((value + steps * step).toPrecision(12));
  return Math.min(range.max, Math.max(range.min, moved));
}
