import { fuzzyMatch, mostLoose } from "./fuzzy-match.ts";

/** What a thing is called: here, and by others. */
export interface Names {
  readonly title: string;
  readonly also?: readonly string[];
}

export interface Ranked<T> {
  readonly entry: T;
  /** The other name that it was found by, where its title fits less. */
  readonly by?: string;
}

/** An other name counts a little less than a title that fits as well. */
const otherName = 20;

/** What fits a query, best first; what is alike stays in its order. Loose fits are there only where there is no better. */
export function rankByName<T>(
  entries: readonly T[],
  query: string,
  namesOf: (entry: T) => Names,
): Ranked<T>[] {
  if (query.trim() === "") return entries.map((entry) => ({ entry }));
  const wanted = withoutPrefix(query);
  const found = entries.flatMap((entry) => {
    const { title, also = [] } = namesOf(entry);
    let best: { score: number; ranked: Ranked<T> } | undefined;
    const byTitle = fuzzyMatch(wanted, title);
    if (byTitle !== undefined) best = { score: byTitle, ranked: { entry } };
    for (const by of also) {
      const fit = fuzzyMatch(wanted, by) ?? 0;
      const score = fit - otherName;
      // letters in order are in almost any of so many names
      if (fit > mostLoose && score > (best?.score ?? -Infinity))
        best = { score, ranked: { entry, by } };
    }
    return best === undefined ? [] : [best];
  });
  const close = found.filter(({ score }) => score > mostLoose);
  return (close.length > 0 ? close : found)
    .toSorted((a, b) => b.score - a.score)
    .map(({ ranked }) => ranked);
}

/** `k_euler` and `sample_euler` are `euler`: what k-diffusion and those who use it put before a name. */
export function withoutPrefix(query: string): string {
  return query.trim().replace(/^(k|sample)_(?=\w)/i, "");
}
