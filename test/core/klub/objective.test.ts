import { describe, expect, test } from "vitest";
import { bestSchedules } from "../../../core/klub/best-schedules.ts";
import { logSpaced } from "../../../core/klub/levels.ts";
import { klubOf, objective } from "../../../core/klub/objective.ts";
import { cases, entry, stepCounts, units } from "./cases.ts";
import { exactMmse, exactObjective } from "./exact-mmse.ts";

describe.each(cases)("$name", (one) => {
  const f = exactMmse(one.dist);
  const exact = exactObjective(one);

  // the checkerboard's f is known at 65 levels only
  const known = f === undefined ? [] : [f];

  test.each(known)("the quadrature gives f to 1e-6 at the 65 levels", (f) => {
    one.grid65.t.forEach((t, k) => {
      const wanted = one.grid65.mmse[k] ?? NaN;
      expect(Math.abs(f(t) / wanted - 1)).toBeLessThan(1e-6);
    });
  });

  test.each(known)("the KLUB of given schedules is right to 1e-4", () => {
    for (const other of Object.values(one.others))
      expect(Math.abs(klubOf(other.t, exact) / other.klub - 1)).toBeLessThan(
        1e-4,
      );
  });

  test.each(known)(
    "the polished optimum has the best KLUB to 1e-4, its levels to 0.1 %",
    () => {
      for (const best of bestSchedules(exact, stepCounts)) {
        const { klub, t } = entry(one.optimal, best.steps);
        expect(Math.abs(best.klub / klub - 1)).toBeLessThan(1e-4);
        t.forEach((knot, i) =>
          expect(Math.abs(Math.log((best.t[i] ?? NaN) / knot))).toBeLessThan(
            1e-3,
          ),
        );
      }
    },
  );

  test("65 levels interpolated to 513 lose less than 0.2 % of KLUB", () => {
    const from65 = objective(
      {
        t: Float64Array.from(one.grid65.t),
        loss: Float64Array.from(one.grid65.mmse),
      },
      3,
    );
    for (const best of bestSchedules(from65, stepCounts)) {
      const wanted = entry(one.optimal, best.steps).klub;
      expect(klubOf(best.t, exact) / wanted - 1).toBeLessThan(0.002);
    }
  });
});

test("a Gaussian's optimum has ln(1 + c²/t²) evenly spaced and its closed value", () => {
  for (const unit of units.schedules) {
    const { a, b, c, n } = unit;
    const t = logSpaced(a, b, 2049);
    const loss = t.map((s) => (c * s) ** 2 / (c ** 2 + s ** 2));
    const [best] = bestSchedules(objective({ t, loss }, 3), [n]);
    expect((best?.klub ?? NaN) / unit.gauss_klub_value_per_dim).toBeCloseTo(
      1,
      6,
    );
    unit.gauss_klub.forEach((knot, i) =>
      expect(Math.log((best?.t[i] ?? NaN) / knot)).toBeCloseTo(0, 3),
    );
  }
});

test("a Gaussian's increments and interval costs are those of the closed form", () => {
  for (const { c, a, b, incr, interval_cost } of units.gauss_pair) {
    const t = logSpaced(0.001, 100, 2049);
    const loss = t.map((s) => (c * s) ** 2 / (c ** 2 + s ** 2));
    const of = objective({ t, loss }, 3);
    const grid = Float64Array.of(a, b);
    expect(of.incrementOn(grid)(0, 1) / incr).toBeCloseTo(1, 6);
    expect(of.cost(a, b) / interval_cost).toBeCloseTo(1, 6);
  }
});

describe("a denoiser that is not ideal", () => {
  const t = logSpaced(0.01, 10, 33);
  const loss = t.map((s) => s ** 2 / (1 + s ** 2));
  // any smooth symmetric excess that is 0 on the diagonal
  const excess = new Float64Array(33 * 33).map((_, i) => {
    const [j, k] = [Math.floor(i / 33), i % 33];
    return 1e-3 * Math.abs(j - k) * (loss[Math.min(j, k)] ?? 0);
  });

  test("has the derivatives that differences of its cost give", () => {
    const of = objective({ t, loss, excess }, 3);
    const h = 1e-5;
    for (const [a, b] of [
      [0.013, 0.05],
      [0.11, 0.117],
      [0.3, 9],
    ] as const) {
      const [byA, byB] = of.slopes(a, b);
      const numericA =
        (of.cost(a * Math.exp(h), b) - of.cost(a * Math.exp(-h), b)) / (2 * h);
      const numericB =
        (of.cost(a, b * Math.exp(h)) - of.cost(a, b * Math.exp(-h))) / (2 * h);
      expect(byA / numericA).toBeCloseTo(1, 4);
      expect(byB / numericB).toBeCloseTo(1, 4);
    }
  });

  test("costs the integral of its increments", () => {
    const of = objective({ t, loss, excess }, 2);
    const [a, b] = [0.02, 1.7];
    const fine = logSpaced(a, b, 20001);
    const v = of.incrementOn(fine);
    let sum = 0;
    for (let l = 0; l < 20000; l++) {
      const [left, right] = [fine[l] ?? NaN, fine[l + 1] ?? NaN];
      sum +=
        ((v(l, 20000) * left ** -2 + v(l + 1, 20000) * right ** -2) / 2) *
        (right - left);
    }
    expect(of.cost(a, b) / sum).toBeCloseTo(1, 5);
  });
});
