import { expect, test } from "vitest";
import { sameNoiseViews } from "../../../nodes/parts/same-noise-views.ts";

test("pictures are a row for each schedule and one for the fine solution, each sample at its place", () => {
  const numbers = 4 * 3 * 8 * 8;
  const views = sameNoiseViews(
    {
      count: 4,
      fine: new Float32Array(numbers),
      schedules: [
        { title: "best", x: new Float32Array(numbers).fill(1) },
        { title: "second", x: new Float32Array(numbers).fill(-1) },
      ],
    },
    { shape: [3, 8, 8] },
  );
  expect(views.map(({ title }) => title)).toEqual([
    "best",
    "second",
    "Fine solution",
  ]);
  for (const { view } of views)
    // four pictures of 8 pixels with a line of one between them
    expect(view).toMatchObject({ kind: "image", width: 4 * 8 + 3, height: 8 });
});

test("points are drawn over the fine solution's from the same noises", () => {
  const fine = Float32Array.of(0, 1, 2, 3);
  const x = Float32Array.of(0.1, 1, 2, 3);
  const views = sameNoiseViews(
    { count: 2, fine, schedules: [{ title: "best", x }] },
    { shape: [2] },
  );
  expect(views.map(({ view }) => view)).toEqual([
    { kind: "scatter", points: x, reference: fine },
    { kind: "scatter", points: fine, reference: fine },
  ]);
});
