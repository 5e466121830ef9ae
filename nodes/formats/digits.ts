import type { Vector } from "../../core/vector.ts";

/** The fewest digits that read back as the same number of that precision. */
export function shortestDigits(
  value: number,
  precision: "f32" | "f64",
): string {
  if (precision === "f64") return String(value);
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    // Number() drops trailing zeros and picks the shorter notation
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

export function precisionOf(data: Vector): "f32" | "f64" {
  return data instanceof Float64Array ? "f64" : "f32";
}

/** At most six digits of a number that is read, not copied: 998.9999999999991 is 999. */
export function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}

/** The fewest digits that read back as the same number, never with an exponent: `1e-7` is `0.0000001`. */
export function plainDigits(value: number): string {
  const text = String(value);
  const [mantissa = "", exponentText] = text.split("e");
  if (exponentText === undefined) return text;
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length)
    return `${sign}${digits}${"0".repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
