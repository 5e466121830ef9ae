/** Rounds as NumPy and PyTorch do: of two whole numbers as near, to the even one. */
export function roundHalfEven(value: number): number {
  return value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
}
