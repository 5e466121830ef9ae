import type { ScoreList } from "../../../../engine/view.ts";
import { fraction, rangeOf } from "../../../plots/axis.ts";

/** Where scores lie on one common logarithmic axis, 0 at its left end, 1 at its right. */
export interface ScorePlaces {
  readonly value: (row: number) => number;
  /** Of the interval; undefined where it is not known. */
  readonly interval: (
    row: number,
  ) => { readonly low: number; readonly high: number } | undefined;
  /** Of the best hand-crafted schedule; undefined where none is measured. */
  readonly known: number | undefined;
}

/** A few times worse than the best is bad enough: what is beyond lies at the right end. */
const mostTimesBest = 30;

export function placesOf({ value, low, high, rows }: ScoreList): ScorePlaces {
  const least = Math.min(...[...value, ...low].filter((each) => each > 0));
  const most = least * mostTimesBest;
  const within = (each: number) => Math.min(each, most);
  const range = rangeOf([value.map(within), high.map(within)], "log");
  const from: readonly [number, number] = [
    Math.min(range[0], least / 1.05),
    range[1],
  ];
  const place = (score: number) =>
    Math.min(1, Math.max(0, fraction(Math.max(score, 1e-300), from, "log")));
  const known = bestKnown(rows, value);
  return {
    value: (row) => place(value[row] ?? NaN),
    interval(row) {
      const [a, b] = [low[row] ?? NaN, high[row] ?? NaN];
      return Number.isNaN(a) || Number.isNaN(b)
        ? undefined
        : { low: place(a), high: place(b) };
    },
    known: known === undefined ? undefined : place(known),
  };
}

/** The best hand-crafted schedule's score, by the noises of the last stage that has any. */
function bestKnown(
  rows: ScoreList["rows"],
  value: Float64Array,
): number | undefined {
  const known = rows.flatMap(({ handCrafted, stage }, row) =>
    handCrafted ? [{ stage, value: value[row] ?? NaN }] : [],
  );
  const last = known.filter(({ stage }) => stage.startsWith("confirm"));
  const scores = (last.length > 0 ? last : known).map((each) => each.value);
  return scores.length > 0 ? Math.min(...scores) : undefined;
}
