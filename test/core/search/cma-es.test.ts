import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { cmaConstants } from "../../../core/search/cma-constants.ts";
import { cmaAsk, cmaStart, cmaTell } from "../../../core/search/cma-es.ts";
import type { CmaState } from "../../../core/search/cma-es.ts";

type Goal = (x: Float64Array) => number;

function generations(state: CmaState, goal: Goal, count: number): CmaState {
  let now = state;
  for (let i = 0; i < count; i++) {
    const points = cmaAsk(now);
    now = cmaTell(now, points, points.map(goal));
  }
  return now;
}

const sphere: Goal = (x) => x.reduce((sum, v) => sum + v * v, 0);
/** Condition number 1e6. */
const ellipsoid: Goal = (x) =>
  x.reduce((sum, v, i) => sum + 1e6 ** (i / (x.length - 1)) * v * v, 0);
const rosenbrock: Goal = (x) => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [a = 0, b = 0] = x.subarray(i, i + 2);
    sum += 100 * (a * a - b) ** 2 + (a - 1) ** 2;
  }
  return sum;
};

describe.each([1, 2, 3])("seed %i", (seed) => {
  test.each([
    ["sphere", sphere, 10, 200],
    ["ellipsoid", ellipsoid, 10, 750],
    ["Rosenbrock", rosenbrock, 6, 750],
  ] as const)("%s comes to its minimum", (_, goal, n, most) => {
    const start = cmaStart({ mean: Array(n).fill(0.5), step: 0.5, seed });
    const { best } = generations(start, goal, most);
    expect(best?.value).toBeLessThan(1e-10);
  });
});

test("in 20 dimensions a sphere's distance falls by about 5 % each generation, and steadily", () => {
  const start = cmaStart({ mean: Array(20).fill(1), step: 1, seed: 7 });
  const at = (count: number) =>
    Math.sqrt(generations(start, sphere, count).best?.value ?? NaN);
  for (const from of [100, 200]) {
    const rate = Math.log(at(from) / at(from + 100)) / 100;
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.08);
  }
});

test("a state that went through text goes on to the same bits", () => {
  const start = cmaStart({ mean: [1, -2, 0.5], step: 0.3, seed: 11 });
  const half = generations(start, rosenbrock, 20);
  const text = JSON.stringify(half, (_, value: unknown) =>
    value instanceof Float64Array ? { numbers: [...value] } : value,
  );
  const again = JSON.parse(text, (_, value: { numbers?: number[] }) =>
    value?.numbers ? Float64Array.from(value.numbers) : value,
  ) as CmaState;
  expect(generations(again, rosenbrock, 20)).toEqual(
    generations(start, rosenbrock, 40),
  );
});

test("points that cannot be measured are avoided", () => {
  const start = cmaStart({ mean: [1, 1], step: 0.5, seed: 4 });
  const halfPlane: Goal = (x) => ((x[0] ?? 0) < 0.5 ? NaN : sphere(x));
  const { best } = generations(start, halfPlane, 100);
  expect(best?.value).toBeCloseTo(0.25, 3);
});

test("the constants are those of the tutorial's table for n = 10", () => {
  const constants = cmaConstants(10);
  expect(constants.offspring).toBe(10);
  expect(constants.parents).toBe(5);
  expect(constants.effective).toBeCloseTo(3.167, 3);
  const total = (w: readonly number[]) => w.reduce((sum, v) => sum + v, 0);
  expect(total(constants.weights.filter((w) => w > 0))).toBeCloseTo(1, 14);
  expect(constants.chi).toBeCloseTo(3.0847, 3);
});

test("what cannot be used is refused", () => {
  expect(() => cmaStart({ mean: [], step: 1, seed: 0 })).toThrow(BadInput);
  expect(() => cmaStart({ mean: [0], step: 0, seed: 0 })).toThrow(
    "a finite step above 0, got 0",
  );
  expect(() => cmaStart({ mean: [0], step: 1, seed: 0, offspring: 3 })).toThrow(
    "at least 4 offspring, got 3",
  );
  const state = cmaStart({ mean: [0], step: 1, seed: 0 });
  expect(() => cmaTell(state, cmaAsk(state), [1])).toThrow(
    "wants 4 points and as many values, got 4 and 1",
  );
});
