import { expect, test } from "vitest";
import type { ScoreList } from "../../../engine/view.ts";
import { placesOf } from "../../../renderer/panels/dock/optimization/score-places.ts";

function list(
  rows: readonly {
    stage?: string;
    known?: boolean;
    value: number;
    low?: number;
    high?: number;
  }[],
): ScoreList {
  return {
    measure: "paired error",
    of: "noises",
    rows: rows.map(({ stage = "choosing", known = false }, index) => ({
      name: `candidate ${index}`,
      handCrafted: known,
      stage,
      count: 64,
    })),
    value: Float64Array.from(rows, ({ value }) => value),
    low: Float64Array.from(rows, ({ low }) => low ?? NaN),
    high: Float64Array.from(rows, ({ high }) => high ?? NaN),
  };
}

test("scores lie on a logarithmic axis in their order, intervals around them, and nothing beyond its ends", () => {
  const places = placesOf(
    list([
      { value: 0.01, low: 0.008, high: 0.0125 },
      { value: 0.02 },
      { value: 0.04 },
      { value: 90 },
      { value: NaN },
    ]),
  );
  const [a, b, c, far] = [0, 1, 2, 3].map((row) => places.value(row)) as [
    number,
    number,
    number,
    number,
  ];
  expect(b - a).toBeCloseTo(c - b, 12);
  expect(a).toBeGreaterThan(0);
  expect(far).toBe(1);
  const interval = places.interval(0);
  expect(interval?.low).toBeLessThan(a);
  expect(interval?.high).toBeGreaterThan(a);
  expect(places.interval(1)).toBeUndefined();
  expect(places.known).toBeUndefined();
});

test("the line is the best hand-crafted schedule, by fresh noises as soon as there are any", () => {
  const early = list([
    { value: 0.01 },
    { value: 0.02, known: true },
    { value: 0.05, known: true },
  ]);
  expect(placesOf(early).known).toBe(placesOf(early).value(1));
  const late = list([
    { value: 0.01 },
    { value: 0.02, known: true },
    { value: 0.05, known: true, stage: "confirming" },
  ]);
  expect(placesOf(late).known).toBe(placesOf(late).value(2));
});

test("a score of nothing, as of a perfect schedule, has a place too", () => {
  const places = placesOf(list([{ value: 0 }, { value: 0, known: true }]));
  expect(places.value(0)).toBeGreaterThanOrEqual(0);
  expect(places.value(0)).toBeLessThanOrEqual(1);
});
