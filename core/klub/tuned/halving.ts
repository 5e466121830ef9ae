/** How far a candidate has come. */
export interface Ranked<T> {
  readonly candidate: T;
  /** Its value on the batches of its last round; less is better. */
  readonly value: number;
  /** Batches of its last round. */
  readonly batches: number;
  /** Rounds that it was in, from 1. */
  readonly rounds: number;
}

/**
 * Successive halving (Jamieson & Talwalkar 2016, arXiv:1502.07943): all candidates on few batches, the better ones on
 * more, so that most of the work goes to the best.
 * @param rounds - Batches of each round, rising.
 * @param survivors - Which of the candidates, best first, go on.
 * @returns All candidates, those of the last round first, and within a round the best first.
 */
export async function successiveHalving<T>(
  candidates: readonly T[],
  rounds: readonly number[],
  survivors: (ranked: readonly T[]) => readonly T[],
  measure: (candidate: T, batches: number) => Promise<number>,
): Promise<Ranked<T>[]> {
  let left = candidates;
  let out: Ranked<T>[] = [];
  for (const [round, batches] of rounds.entries()) {
    const ranked: Ranked<T>[] = [];
    for (const candidate of left)
      ranked.push({
        candidate,
        value: await measure(candidate, batches),
        batches,
        rounds: round + 1,
      });
    const sorted = ranked.toSorted((a, b) => worth(a.value) - worth(b.value));
    const kept = new Set(
      round === rounds.length - 1
        ? left
        : survivors(sorted.map(({ candidate }) => candidate)),
    );
    out = [
      ...sorted.filter(({ candidate }) => kept.has(candidate)),
      ...sorted.filter(({ candidate }) => !kept.has(candidate)),
      ...out.filter(({ candidate }) => !left.includes(candidate)),
    ];
    left = left.filter((candidate) => kept.has(candidate));
  }
  return out;
}

function worth(value: number): number {
  return Number.isNaN(value) ? Infinity : value;
}
