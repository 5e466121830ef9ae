import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../core/denoise-batch.ts";
import { noiseFor } from "../../core/noise/noise-source.ts";
import { completeOptions } from "../../core/options.ts";
import { sample, type SampleRequest } from "../../core/sample.ts";
import { findSolver, solvers } from "../../core/solvers/registry.ts";
import type { Vector } from "../../core/vector.ts";
import { referenceToy } from "./reference.ts";

const sigmas = [10, 4, 1, 0.2, 0];

function request(name: string, count: number, precision: "f32" | "f64") {
  const { solver } = findSolver(name);
  const noise = noiseFor(1, count, 2, precision);
  return {
    solver,
    options: completeOptions(solver.parameters, {}, solver.title),
    sigmas,
    x: noise.initial().map((z) => 10 * z),
    denoise: denoiseBatch(referenceToy.denoiser, count),
    noise: noise.draw,
  } satisfies SampleRequest;
}

describe("sample", () => {
  // steps that a solver chooses for itself depend on the whole batch
  const evenSteps = [...solvers].filter(
    ([, { evaluationsPerStep }]) => evaluationsPerStep !== "adaptive",
  );

  test.each(evenSteps.map(([id]) => id))(
    "%s gives image k the same in any batch, in the precision of the start",
    async (name) => {
      for (const precision of ["f32", "f64"] as const) {
        const large = await sample(request(name, 5, precision));
        const small = await sample(request(name, 2, precision));
        expect(large.x.slice(0, 4)).toEqual(small.x);
        expect(large.x instanceof Float32Array).toBe(precision === "f32");
      }
    },
  );

  test.each([...solvers.keys()])(
    "%s changes neither start nor states",
    async (name) => {
      const given = request(name, 3, "f64");
      const before = given.x.slice();
      const seen: [Vector, Vector][] = [];
      await sample({
        ...given,
        onStep: ({ x }) => void seen.push([x, x.slice()]),
      });
      expect(given.x).toEqual(before);
      for (const [state, copy] of seen) expect(state).toEqual(copy);
    },
  );

  test("reports each step with its noise levels", async () => {
    const steps: number[][] = [];
    const { x } = await sample({
      ...request("euler", 1, "f64"),
      onStep: (step) => {
        steps.push([step.index, step.steps, step.sigma, step.sigmaNext]);
      },
    });
    expect(steps).toEqual([
      [0, 4, 10, 4],
      [1, 4, 4, 1],
      [2, 4, 1, 0.2],
      [3, 4, 0.2, 0],
    ]);
    expect(x.length).toBe(2);
  });

  test("a cancel that comes in during a step's report ends it there", async () => {
    const abort = new AbortController();
    let calls = 0;
    const given = request("heun", 1, "f64");
    const running = sample({
      ...given,
      denoise(x, sigma) {
        calls++;
        return given.denoise(x, sigma);
      },
      signal: abort.signal,
      async onStep({ index }) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (index === 1) abort.abort(new Error("stopped"));
      },
    });
    await expect(running).rejects.toThrow("stopped");
    expect(calls).toBe(4);
  });

  test("a model that gives NaN is named with solver, step and sigma", async () => {
    const given = request("dpmpp_2m", 2, "f64");
    await expect(
      sample({
        ...given,
        async denoise(x, sigma) {
          const out = await given.denoise(x, sigma);
          return sigma === 1 ? out.map((v, i) => (i === 3 ? NaN : v)) : out;
        },
      }),
    ).rejects.toThrow(
      "DPM++ 2M, step 3 of 4 at sigma 1: what the model gives must be finite numbers, got NaN at index 3",
    );
  });

  test("a model that gives another number of values is named", async () => {
    await expect(
      sample({
        ...request("euler", 2, "f64"),
        denoise: async () => new Float64Array(3),
      }),
    ).rejects.toThrow("what the model gives must be 4 numbers, got 3");
  });

  test("a result that overflows single precision is named", async () => {
    await expect(
      sample({
        ...request("dpmpp_2m", 1, "f32"),
        denoise: async (x, sigma) =>
          Float32Array.from(x, () => (sigma === 10 ? -3.4e38 : 3.4e38)),
      }),
    ).rejects.toThrow(
      /DPM\+\+ 2M, step 2 of 4 at sigma 4: its result must be finite numbers, got Infinity at index 0/,
    );
  });

  test.each([
    [[1], "The schedule must have at least two noise levels, got 1"],
    [
      [1, 2],
      "The schedule: noise level 2 of 2 must be below the one before it, 1, got 2",
    ],
    [
      [1, NaN],
      "The schedule: noise level 2 of 2 must be a finite number of at least 0, got NaN",
    ],
  ])("schedule %j is refused", async (levels, sentence) => {
    await expect(
      sample({ ...request("euler", 1, "f64"), sigmas: levels }),
    ).rejects.toThrow(sentence);
  });

  test("a start that is not finite is refused", async () => {
    await expect(
      sample({ ...request("euler", 1, "f64"), x: Float64Array.of(1, NaN) }),
    ).rejects.toThrow("The start must be finite numbers, got NaN at index 1");
  });
});
