import { describe, expect, test } from "vitest";
import { bestSchedules } from "../../../core/klub/best-schedules.ts";
import {
  bestThrough,
  shortestPathThrough,
} from "../../../core/klub/best-through.ts";
import {
  gramIncrement,
  idealIncrement,
  intervalCosts,
} from "../../../core/klub/interval-costs.ts";
import { klubOf } from "../../../core/klub/objective.ts";
import { cases, units } from "./cases.ts";
import { exactObjective } from "./exact-mmse.ts";

/** Every rising choice of `steps` + 1 nodes of `count` with both ends that visits the held ones. */
function everyPath(
  count: number,
  steps: number,
  held: readonly number[],
): number[][] {
  const found: number[][] = [];
  const extend = (path: number[]): void => {
    const at = path.at(-1) ?? 0;
    if (path.length === steps + 1) {
      if (at === count - 1 && held.every((node) => path.includes(node)))
        found.push(path);
      return;
    }
    for (let next = at + 1; next < count; next++) extend([...path, next]);
  };
  extend([0]);
  return found;
}

const { gram } = units;
const grids = [
  {
    name: "a Gram matrix of no ideal denoiser",
    count: gram.t.length,
    costs: intervalCosts(
      Float64Array.from(gram.t),
      gramIncrement(Float64Array.from(gram.G.flat()), gram.t.length),
      3,
      "gamma",
    ),
  },
  ...cases.map(({ name, grid65 }) => {
    const every = (_: number, k: number) => k % 5 === 0;
    const t = Float64Array.from(grid65.t.filter(every));
    const loss = Float64Array.from(grid65.mmse.filter(every));
    return {
      name,
      count: t.length,
      costs: intervalCosts(t, idealIncrement(loss), 3, "gamma"),
    };
  }),
];

describe.each(grids)("$name", ({ count, costs }) => {
  const last = count - 1;
  const middle = Math.floor(last / 2);
  test.each([
    [[0, last], 3],
    [[0, middle, last], 4],
    [[0, 1, middle, last], 5],
    [[0, middle, middle + 1, last], 4],
  ] as const)(
    "of all paths through %j in %i steps it finds the cheapest",
    (held, steps) => {
      const costOf = (path: readonly number[]) =>
        path
          .slice(1)
          .reduce(
            (sum, k, i) => sum + (costs[(path[i] ?? 0) * count + k] ?? NaN),
            0,
          );
      const paths = everyPath(count, steps, held);
      expect(paths.length).toBeGreaterThan(0);
      const least = Math.min(...paths.map(costOf));
      const found = shortestPathThrough(costs, count, steps, held);
      expect(found.indices).toHaveLength(steps + 1);
      expect(found.indices).toEqual(expect.arrayContaining([...held]));
      expect(Math.abs(found.cost / least - 1)).toBeLessThan(1e-9);
      expect(Math.abs(costOf(found.indices) / least - 1)).toBeLessThan(1e-9);
    },
  );
});

describe.each(cases)("$name", (one) => {
  const of = exactObjective(one);
  const ends = [one.t_min, one.t_max] as const;
  const [free] = bestSchedules(of, [10]);

  test("with nothing held but the ends it is the optimum of all", () => {
    const found = bestThrough(of, ends, 10);
    expect(Math.abs(found.klub / (free?.klub ?? NaN) - 1)).toBeLessThan(1e-6);
  });

  test("holding levels of the optimum changes nothing", () => {
    const held = [ends[0], free?.t[3] ?? NaN, free?.t[6] ?? NaN, ends[1]];
    const found = bestThrough(of, held, 10);
    expect(Math.abs(found.klub / (free?.klub ?? NaN) - 1)).toBeLessThan(1e-6);
  });

  test("held levels stay to the last digit, and the others cannot be bettered by moving one", () => {
    const at = (part: number) => ends[0] * (ends[1] / ends[0]) ** part;
    const held = [ends[0], at(0.27), at(0.571), at(0.582), ends[1]];
    const { t, klub } = bestThrough(of, held, 10);
    expect(t).toHaveLength(11);
    expect([...t]).toEqual(expect.arrayContaining(held));
    expect(klub).toBe(klubOf(t, of));
    t.forEach((level, i) => {
      if (held.includes(level)) return;
      for (const factor of [0.98, 1.02]) {
        const moved = t.slice();
        moved[i] = level * factor;
        expect(klubOf(moved, of)).toBeGreaterThanOrEqual(klub * (1 - 1e-9));
      }
    });
  });
});

test("fewer steps than stretches between held levels are a sentence", () => {
  const [one] = cases;
  if (one === undefined) throw new Error("klub.json has no cases");
  const of = exactObjective(one);
  const held = [one.t_min, 0.1, 1, one.t_max];
  expect(() => bestThrough(of, held, 2)).toThrow(
    "steps must be a whole number from 3, one between every two held levels",
  );
});
