import { describe, expect, test } from "vitest";
import { brownianNoise } from "../../../core/noise/brownian-noise.ts";
import { brownianPath } from "../../../core/noise/brownian-path.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { noiseSource } from "../../../core/noise/noise-kinds.ts";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { completeOptions } from "../../../core/options.ts";
import { sample } from "../../../core/sample.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
import type { Vector } from "../../../core/vector.ts";
import { referenceToy } from "../reference.ts";

const batch = { seed: 4, count: 3, length: 5, precision: "f64" } as const;
const many = { seed: 9, count: 4, length: 10_000, precision: "f64" } as const;

const levels = [0, 1e-9, 0.002, 0.0371, 0.5, 0.5001, 0.9, 1, 1.3, 2, 14.6, 80];

function mean(a: Vector, b: Vector): number {
  let sum = 0;
  a.forEach((value, i) => {
    sum += value * (b[i] ?? NaN);
  });
  return sum / a.length;
}

describe("a Brownian path", () => {
  test("adds up over every nested pair of intervals", () => {
    const path = brownianPath(batch);
    for (const [i, a] of levels.entries())
      for (const [j, b] of levels.entries())
        for (const c of levels.slice(j + 1)) {
          if (i >= j) continue;
          const whole = path(a, c);
          const parts = [path(a, b), path(b, c)] as const;
          whole.forEach((value, k) => {
            const sum = (parts[0][k] ?? NaN) + (parts[1][k] ?? NaN);
            expect(Math.abs(value - sum)).toBeLessThan(1e-14 * Math.sqrt(c));
          });
        }
  });

  test("turns its sign with the direction", () => {
    const path = brownianPath(batch);
    expect(path(14.6, 0.9)).toEqual(path(0.9, 14.6).map((value) => -value));
  });

  test("is the same to the last bit whatever was asked before", () => {
    const pairs = levels.flatMap((a) =>
      levels.filter((b) => b !== a).map((b) => [a, b] as const),
    );
    const forward = brownianPath(batch);
    const inOrder = pairs.map(([a, b]) => forward(a, b));
    const backward = brownianPath(batch);
    const inReverse = pairs.toReversed().map(([a, b]) => backward(a, b));
    expect(inReverse.toReversed()).toEqual(inOrder);
    expect(brownianPath(batch)(80, 0.5)).toEqual(forward(80, 0.5));
  });

  test("of sample k does not depend on the batch", () => {
    const large = brownianPath({ ...batch, count: 7 });
    const small = brownianPath({ ...batch, count: 2 });
    expect(large(14.6, 0.3).slice(0, 10)).toEqual(small(14.6, 0.3));
  });

  test("of another seed or sample is another", () => {
    const values = brownianPath(batch)(2, 1);
    const others = brownianPath({ ...batch, seed: 5 })(2, 1);
    expect(new Set([...values, ...others]).size).toBe(30);
  });

  test("does not jump: a short way moves it little", () => {
    const path = brownianPath(batch);
    for (const sigma of [0.01, 0.7, 1, 30])
      for (const value of path(sigma, sigma * (1 + 1e-12)))
        expect(Math.abs(value)).toBeLessThan(1e-5 * Math.sqrt(sigma));
  });

  test.each([
    [-1, 2],
    [NaN, 1],
    [Infinity, 1],
  ])("between %d and %d is refused", (from, to) => {
    expect(() => brownianPath(batch)(from, to)).toThrow(
      `The Brownian path has increments between finite noise levels of at least 0, got ${from} and ${to}`,
    );
  });
});

describe("noise along a Brownian path", () => {
  const size = many.count * many.length;

  test.each([
    [80, 40],
    [14.6, 6.3],
    [1.2345, 1.2],
    [1.2345, 0],
    [2, 1],
    [0.03, 0.029],
    [700, 0.002],
  ])(
    "from %d to %d has mean 0 and variance 1 within 5 standard errors",
    (from, to) => {
      const values = brownianNoise(many).draw(from, to);
      const ones = values.map(() => 1);
      expect(Math.abs(mean(values, ones))).toBeLessThan(5 / Math.sqrt(size));
      expect(Math.abs(mean(values, values) - 1)).toBeLessThan(
        5 * Math.sqrt(2 / size),
      );
    },
  );

  test.each([
    // nested, overlapping, touching, apart
    [
      [10, 1],
      [10, 4],
    ],
    [
      [10, 1],
      [5, 0.1],
    ],
    [
      [10, 1.7],
      [1.7, 0.1],
    ],
    [
      [1.9, 1.6],
      [1.3, 1.1],
    ],
    [
      [1.503, 1.5],
      [1.502, 1.499],
    ],
  ] as const)(
    "of the intervals %j and %j is correlated as their overlap says",
    ([a, b], [c, d]) => {
      const noise = brownianNoise(many);
      const overlap = Math.max(0, Math.min(a, c) - Math.max(b, d));
      const wanted = overlap / Math.sqrt((a - b) * (c - d));
      const found = mean(noise.draw(a, b), noise.draw(c, d));
      expect(Math.abs(found - wanted)).toBeLessThan(5 * Math.sqrt(2 / size));
    },
  );

  test("of a coarse schedule is that of a finer one, summed", () => {
    const coarse = brownianNoise(batch);
    const fine = brownianNoise(batch);
    const levels = [8, 7.1, 5, 3.3, 2.2];
    const sum = new Float64Array(15);
    for (const [i, to] of levels.slice(1).entries()) {
      const from = levels[i] ?? NaN;
      fine.draw(from, to).forEach((value, k) => {
        sum[k] = (sum[k] ?? NaN) + Math.sqrt(from - to) * value;
      });
    }
    coarse.draw(8, 2.2).forEach((value, k) => {
      expect(value).toBeCloseTo((sum[k] ?? NaN) / Math.sqrt(8 - 2.2), 13);
    });
  });

  test("of an interval without length is 0", () => {
    const values = brownianNoise(batch).draw(1.5, 1.5);
    expect(values).toEqual(new Float64Array(15));
  });

  test("that is put back is a new draw each time, whatever its interval overlaps", () => {
    const noise = brownianNoise(many);
    const back = [noise.draw(1, 1.4), noise.draw(1, 1.4), noise.draw(1.1, 1.5)];
    back.push(noise.draw(1.4, 1));
    for (const [i, one] of back.entries())
      for (const other of back.slice(i + 1))
        expect(Math.abs(mean(one, other))).toBeLessThan(5 / Math.sqrt(size));
  });

  test("keeps the variance of a solver with churn", async () => {
    const count = 4000;
    const solver = findSolver("euler").solver;
    const { sigmas } = buildSchedule("edm", {
      steps: 200,
      sigmaMin: 0.01,
      sigmaMax: 20,
      ending: "zero",
    });
    const end = async (kind: string): Promise<number> => {
      const noise = noiseSource(kind, {
        seed: 2,
        count,
        length: 1,
        precision: "f64",
      });
      const { x } = await sample({
        solver,
        options: completeOptions(solver.parameters, { s_churn: 80 }, "it"),
        sigmas,
        x: noise.initial().map((z) => z * 20),
        // the standard normal distribution
        denoise: async (at, sigma) => at.map((v) => v / (1 + sigma ** 2)),
        noise: noise.draw,
      });
      return mean(x, x);
    };
    const independent = await end("default");
    expect(Math.abs((await end("brownian")) / independent - 1)).toBeLessThan(
      5 * Math.sqrt(4 / count),
    );
  });

  test("starts as the default noise, and is its double noise rounded in single precision", () => {
    const single = brownianNoise({ ...batch, precision: "f32" });
    const double = brownianNoise(batch);
    expect(double.initial()).toEqual(noiseFor(4, 3, 5, "f64").initial());
    expect(single.initial()).toEqual(Float32Array.from(double.initial()));
    expect(single.draw(3, 1)).toEqual(Float32Array.from(double.draw(3, 1)));
  });

  test("leads more and more steps to one sample, which independent noise does not", async () => {
    const count = 60;
    const solver = findSolver("dpmpp-2m-sde").solver;
    const end = async (kind: string, steps: number): Promise<Vector> => {
      const noise = noiseSource(kind, {
        seed: 1,
        count,
        length: 2,
        precision: "f64",
      });
      const { sigmas } = buildSchedule("edm", {
        steps,
        sigmaMin: 0.02,
        sigmaMax: 20,
        ending: "sigma-min",
      });
      const { x } = await sample({
        solver,
        options: completeOptions(solver.parameters, {}, solver.title),
        sigmas,
        x: noise.initial().map((z) => z * 20),
        denoise: denoiseBatch(referenceToy.denoiser, count),
        noise: noise.draw,
      });
      return x;
    };
    const distance = async (kind: string, steps: number): Promise<number> => {
      const coarse = await end(kind, steps);
      const fine = await end(kind, 8 * steps);
      const away = coarse.map((value, i) => value - (fine[i] ?? NaN));
      return Math.sqrt(mean(away, away));
    };
    const near = await distance("brownian", 16);
    const nearer = await distance("brownian", 64);
    expect(nearer).toBeLessThan(near / 1.5);
    expect(await distance("default", 64)).toBeGreaterThan(3 * nearer);
  });
});
