/** A number, or one with its uncertainty: `0.017 ± 0.003`. */
const numeric = /^[-+]?\d[\d.,]*(e[-+]?\d+)?( ± \S+)?$/;

/** Whether a cell of a table is a number, and not words that may begin with one. */
export function isNumber(cell: string | number | undefined): boolean {
  return numeric.test(String(cell ?? ""));
}
