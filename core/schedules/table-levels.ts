import type { Ending } from "./schedule.ts";

/** Between the entries of a table straight in ln sigma, as the authors of the published tables do for other numbers of steps. */
function interpolate(table: readonly number[], u: number): number {
  const place = u * (table.length - 1);
  const below = Math.min(Math.floor(place), table.length - 2);
  const share = place - below;
  const from = table[below] ?? NaN;
  const to = table[below + 1] ?? NaN;
  // an entry itself is given to the last bit
  if (share === 0) return from;
  if (share === 1) return to;
  return from ** (1 - share) * to ** share;
}

/**
 * A schedule from a table of another number of steps. Ending at zero, 0 stands in place of the table's last entry.
 * @param table - Falling noise levels above 0, at least two.
 * @returns Length steps + 1.
 */
export function tableLevels(
  table: readonly number[],
  steps: number,
  ending: Ending,
): number[] {
  const sigmas = Array.from({ length: steps + 1 }, (_, i) =>
    interpolate(table, i / steps),
  );
  return ending === "zero" ? [...sigmas.slice(0, -1), 0] : sigmas;
}
