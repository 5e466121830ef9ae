import fc from "fast-check";
import { expect, test } from "vitest";
import { alignSeries } from "../../../renderer/plots/align-series.ts";
import {
  equalAspect,
  formatTick,
  fraction,
  placeable,
  rangeOf,
  ticksOf,
} from "../../../renderer/plots/axis.ts";

test("a range holds all finite values and passes over the rest", () => {
  const [low, high] = rangeOf(
    [
      [3, NaN, -2],
      [Infinity, 7],
    ],
    "linear",
  );
  expect(low).toBeLessThan(-2);
  expect(low).toBeGreaterThan(-3);
  expect(high).toBeGreaterThan(7);
  expect(high).toBeLessThan(8);
});

test("a log range passes over zero, and a range of nothing is still a range", () => {
  const [low] = rangeOf([[0, 0.002, 80]], "log");
  expect(low).toBeGreaterThan(0.001);
  expect(rangeOf([], "linear")).toEqual([0, 1]);
  expect(rangeOf([[0]], "log")).toEqual([0.1, 1]);
  const [one, other] = rangeOf([[5, 5]], "linear");
  expect(one).toBeLessThan(other);
});

test("ticks are round, rising and inside the range", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 10 }),
      (least, length, count) => {
        const greatest = least + length;
        const ticks = ticksOf([least, greatest], "linear", count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        for (const [index, tick] of ticks.entries()) {
          const dust = length * 1e-6;
          expect(tick).toBeGreaterThanOrEqual(least - dust);
          expect(tick).toBeLessThanOrEqual(greatest + dust);
          if (index > 0) expect(tick).toBeGreaterThan(ticks[index - 1] ?? 0);
        }
      },
    ),
  );
});

test("ticks of a log axis are powers of ten, or 1, 2 and 5 where there is no power inside", () => {
  expect(ticksOf([0.002, 80], "log", 6)).toEqual([0.01, 0.1, 1, 10]);
  expect(ticksOf([1.5, 8], "log", 6)).toEqual([2, 5]);
});

test("ticks read short", () => {
  expect(
    [0, 0.01, 1e-5, 2000, 1e6, 0.30000000000000004].map(formatTick),
  ).toEqual(["0", "0.01", "1e-5", "2000", "1e6", "0.3"]);
});

test("a plane has as many pixels to the unit across as upwards", () => {
  const { x, y } = equalAspect([0, 1], [0, 4], 300, 200);
  expect((x[1] - x[0]) / 300).toBeCloseTo((y[1] - y[0]) / 200, 12);
  expect((x[0] + x[1]) / 2).toBeCloseTo(0.5, 12);
  expect(y).toEqual([0, 4]);
});

test("on a log axis the geometric mean is in the middle", () => {
  expect(fraction(1, [0.01, 100], "log")).toBeCloseTo(0.5, 12);
  expect(fraction(3, [1, 5], "linear")).toBeCloseTo(0.5, 12);
});

test("series with points of their own share one rising axis", () => {
  expect(
    alignSeries([
      { x: [2, 0], y: [20, 0] },
      { x: [1, 2], y: [NaN, 5] },
    ]),
  ).toEqual([
    [0, 1, 2],
    [0, undefined, 20],
    [undefined, null, 5],
  ]);
});

test("on a log axis a last 0 lies at the foot, and any other breaks the line", () => {
  const range = [0.5, 200] as const;
  const drawn = (values: number[]) =>
    Array.from(placeable(values, range, "log"));
  expect(drawn([80, 0])).toEqual([80, 0.5]);
  expect(drawn([80, 0, 3])).toEqual([80, NaN, 3]);
  expect(drawn([80, -1])).toEqual([80, NaN]);
  expect(placeable([80, 0], range, "linear")).toEqual([80, 0]);
});
