const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** σ₄: the level after the fourth step. */
export function levelName(index: number): string {
  const digits = String(index).split("");
  return `σ${digits.map((digit) => subscripts[Number(digit)]).join("")}`;
}

/** Four digits, without an exponent where a person can do without. */
export function levelText(sigma: number): string {
  return String(Number(sigma.toPrecision(4)));
}

/** Four digits, trailing zeros kept, so that a number that follows the mouse does not change its width. */
export function measureText(value: number): string {
  return value.toPrecision(4);
}

/** Three digits: what is read at a glance, in a narrow column. */
export function partText(value: number): string {
  return Math.abs(value) < 1e-3 && value !== 0
    ? value.toExponential(1)
    : value.toPrecision(3);
}
