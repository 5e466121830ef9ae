import { BadInput } from "../../bad-input.ts";

/**
 * The part of a schedule between two noise levels, both included.
 * @param ends - `limits`: the part begins and ends at the limits themselves, where they lie within the schedule.
 *   `levels`: it has levels of the schedule alone.
 * @throws BadInput where the limits are crossed, or no step lies between them.
 */
export function cut(
  sigmas: ArrayLike<number>,
  from: number,
  to: number,
  ends: "limits" | "levels",
): number[] {
  if (!(from > to))
    throw new BadInput(
      `the level to begin at must be above the level to end at, got ${from} and ${to}`,
    );
  const all = Array.from(sigmas);
  const first = all[0] ?? NaN;
  const last = all.at(-1) ?? NaN;
  const inside = all.filter((sigma) => sigma <= from && sigma >= to);
  const kept =
    ends === "levels" || from < last || to > first
      ? inside
      : withEnds(inside, Math.min(from, first), Math.max(to, last));
  if (kept.length < 2)
    throw new BadInput(
      `no step of the schedule from ${first} to ${last} lies between ${from} and ${to}, ${inside.length === 1 ? `only the level ${inside[0]}` : "nor any of its levels"}`,
    );
  return kept;
}

function withEnds(
  inside: readonly number[],
  from: number,
  to: number,
): number[] {
  const between = inside.filter((sigma) => sigma < from && sigma > to);
  // a schedule that only touches the limits has one level there
  return from > to ? [from, ...between, to] : [from];
}
