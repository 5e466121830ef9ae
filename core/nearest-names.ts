import { normalizeName } from "./normalize-name.ts";

/**
 * The names that are most like one that was given, the likest first.
 * @param known - Not empty; of names that differ only as normalizeName lets them, the first is taken.
 */
export function nearestNames(
  name: string,
  known: readonly string[],
  count = 5,
): string[] {
  const wanted = normalizeName(name);
  const different = new Map<string, string>();
  for (const one of known) {
    const key = normalizeName(one);
    if (!different.has(key)) different.set(key, one);
  }
  return [...different]
    .map(([key, one]) => ({ one, changes: changesBetween(wanted, key) }))
    .toSorted((a, b) => a.changes - b.changes)
    .slice(0, count)
    .map(({ one }) => one);
}

/** How many letters are put in, taken out or replaced to make one word the other (Levenshtein 1965). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? NaN) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(
        Math.min(replaced, (row[j] ?? NaN) + 1, (next[j - 1] ?? NaN) + 1),
      );
    }
    row = next;
  }
  return row[b.length] ?? NaN;
}
