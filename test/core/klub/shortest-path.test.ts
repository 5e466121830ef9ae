import { describe, expect, test } from "vitest";
import {
  gramIncrement,
  idealIncrement,
  intervalCosts,
} from "../../../core/klub/interval-costs.ts";
import { shortestPaths } from "../../../core/klub/shortest-path.ts";
import { cellWeights, weightIntegral } from "../../../core/klub/weight.ts";
import { cases, entry, stepCounts, units } from "./cases.ts";

describe.each(cases)("$name, exact f at 65 levels", (one) => {
  const t = Float64Array.from(one.grid65.t);
  const v = idealIncrement(Float64Array.from(one.grid65.mmse));
  const pathsFor = (exponent: number) =>
    shortestPaths(intervalCosts(t, v, exponent, "gamma"), 65, 20);

  test("the shortest paths are the known ones, their costs to 1e-9", () => {
    const paths = pathsFor(3);
    for (const steps of stepCounts) {
      const wanted = entry(one.grid65_dp, steps);
      expect(paths[steps - 1]?.indices).toEqual(wanted.idx);
      expect(
        Math.abs(
          (paths[steps - 1]?.cost ?? NaN) / wanted.cost_gamma_trapezoid - 1,
        ),
      ).toBeLessThan(1e-9);
    }
  });

  test.each([1, 2] as const)("so are those of weight t^-%i", (exponent) => {
    const paths = pathsFor(exponent);
    for (const steps of stepCounts) {
      const wanted = entry(one[`grid65_dp_weight_t^-${exponent}`], steps);
      expect(paths[steps - 1]?.indices).toEqual(wanted.idx);
      expect(
        Math.abs((paths[steps - 1]?.cost ?? NaN) / wanted.cost - 1),
      ).toBeLessThan(1e-9);
    }
  });
});

describe.each(["gamma", "prod"] as const)(
  "any Gram matrix, rule %s",
  (rule) => {
    const { gram } = units;
    const t = Float64Array.from(gram.t);
    const count = t.length;
    const costs = intervalCosts(
      t,
      gramIncrement(Float64Array.from(gram.G.flat()), count),
      3,
      rule,
    );

    test("interval costs are right to 1e-9", () => {
      gram.cost[rule].forEach((row, j) =>
        row.forEach((wanted, k) => {
          const got = costs[j * count + k] ?? NaN;
          if (k <= j) expect(got).toBe(Infinity);
          // the fixture's small entries are differences of sums near 1e5, so they carry a rounding of 1e-12 of their own
          else
            expect(Math.abs(got - Number(wanted))).toBeLessThan(
              1e-9 * Number(wanted) + 1e-11,
            );
        }),
      );
    });

    test("every number of steps has its known path", () => {
      const paths = shortestPaths(costs, count, count - 1);
      for (const [steps, wanted] of Object.entries(gram.dp[rule])) {
        const path = paths[Number(steps) - 1];
        expect(path?.indices).toEqual(wanted.idx);
        expect(Math.abs((path?.cost ?? NaN) / wanted.cost - 1)).toBeLessThan(
          1e-9,
        );
      }
    });
  },
);

test("the weight's integrals are those of t^-3 and t^-3 ln(b/t)", () => {
  for (const { a, b, W0, W1 } of units.W) {
    const total = weightIntegral(b, 3) - weightIntegral(a, 3);
    expect(total / W0).toBeCloseTo(1, 9);
    const { left } = cellWeights(a, b, 3, "prod");
    expect((left * Math.log(b / a)) / W1).toBeCloseTo(1, 9);
  }
});

test("both rules are exact on constants and prod on ln t, for every weight", () => {
  for (const exponent of [0, 0.5, 1, 1.0001, 2, 3]) {
    const [a, b] = [0.3, 0.7];
    const total = weightIntegral(b, exponent) - weightIntegral(a, exponent);
    for (const rule of ["gamma", "prod"] as const) {
      const { left, right } = cellWeights(a, b, exponent, rule);
      expect((left + right) / total).toBeCloseTo(1, 12);
    }
    let moment = 0;
    for (let i = 0; i < 20000; i++) {
      const t = a + ((b - a) * (i + 0.5)) / 20000;
      moment += (t ** -exponent * Math.log(t / a) * (b - a)) / 20000;
    }
    const { right } = cellWeights(a, b, exponent, "prod");
    expect((right * Math.log(b / a)) / moment).toBeCloseTo(1, 7);
  }
});

test("every number of steps to 40 on 513 nodes takes under 100 ms", () => {
  const t = Float64Array.from({ length: 513 }, (_, k) => 0.002 * 1.0209 ** k);
  const loss = t.map((s) => s ** 2 / (1 + s ** 2));
  const solve = () =>
    shortestPaths(intervalCosts(t, idealIncrement(loss), 3, "gamma"), 513, 40);
  solve();
  const times = [1, 2, 3, 4, 5].map(() => {
    const start = performance.now();
    solve();
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(100);
});
