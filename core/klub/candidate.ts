/** A schedule that is measured against others with the same number of steps. */
export interface Candidate {
  /** Unique among them; that of a hand-crafted family with its defaults is its id: `edm`. */
  readonly id: string;
  /** For people: `Weight σ^-1.5 from 0.03`. */
  readonly title: string;
  readonly kind: "hand-crafted" | "family" | "polished" | "optimized";
  /** Strictly falling, length steps + 1; the last is 0 where it ends at zero. */
  readonly sigmas: readonly number[];
}

/** Without those whose noise levels are, in ln sigma, those of an earlier one within a thousandth. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates)
    if (!kept.some((other) => same(candidate.sigmas, other.sigmas)))
      kept.push(candidate);
  return kept;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return (
    a.length === b.length &&
    a.every((value, i) => {
      const other = b[i] ?? NaN;
      return value === other || Math.abs(Math.log(value / other)) < 1e-3;
    })
  );
}
