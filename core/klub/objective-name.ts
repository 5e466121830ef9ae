/** What the objective of a weight t^-p is called: the KLUB itself is the paper's p = 3. */
export function objectiveName(exponent: number): string {
  return exponent === 3 ? "KLUB" : `KLUB weighted by σ^-${exponent}`;
}
