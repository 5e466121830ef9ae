import { describe, expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { sample } from "../../../core/sample.ts";
import { belowPureNoise, flowEvaluation } from "../../../core/solvers/flow.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { namedToys } from "../../../core/toys/registry.ts";
import { difference, referenceToy, solverReference } from "../reference.ts";
import { completed } from "./replay.ts";

describe("an evaluation of a flow's states", () => {
  const { mixture } = solverReference;
  const mean = [0, 1].map((axis) =>
    mixture.weights.reduce(
      (sum, weight, k) => sum + weight * (mixture.means[k]?.[axis] ?? NaN),
      0,
    ),
  );
  const state = Float64Array.of(0.3, -1.2);
  const denoise = denoiseBatch(referenceToy.denoiser, 1);

  test("is D of the state divided by the data's share", async () => {
    const time = 0.4;
    const got = await flowEvaluation(denoise, 1e12)(state, time);
    const wanted = await denoise(
      state.map((value) => value / (1 - time)),
      time / (1 - time),
    );
    expect(difference(got, Array.from(wanted))).toBeLessThan(1e-14);
  });

  test("at time 1 is the mean of the data", async () => {
    const got = await flowEvaluation(denoise, 1e12)(state, 1);
    expect(difference(got, mean)).toBeLessThan(1e-11);
  });

  test("above the highest level is that of the same noise at it", async () => {
    const got = await flowEvaluation(denoise, 80)(state, 0.999);
    const wanted = await denoise(
      state.map((value) => (value / 0.999) * 80),
      80,
    );
    expect(difference(got, Array.from(wanted))).toBeLessThan(1e-14);
  });

  test.each([...namedToys])(
    "of %s at time 1 does not depend on the noise",
    async (_, { json }) => {
      const { denoiser } = parseToy(json);
      const at = (x: number, y: number) =>
        flowEvaluation(denoiseBatch(denoiser, 1), 1e12)(
          Float64Array.of(x, y),
          1,
        );
      const first = await at(0.3, -1.2);
      const second = await at(-2, 1.5);
      expect(difference(second, Array.from(first))).toBeLessThan(1e-9);
    },
  );
});

test("a start of noise alone is moved to ComfyUI's first percent of the shifted times", () => {
  expect(belowPureNoise([1, 0.5, 0], 3)[0]).toBeCloseTo(0.9999666644442963, 15);
  expect(belowPureNoise([1, 0.5, 0], 1)).toEqual([0.9999, 0.5, 0]);
  expect(belowPureNoise([0.9, 0.5], 3)).toEqual([0.9, 0.5]);
});

test("a second time above the moved first one is refused", async () => {
  await expect(
    sample({
      ...completed("dpmpp_2m_sde", {}),
      sigmas: [1, 0.99995, 0.5, 0],
      x: Float64Array.of(1),
      process: "flow",
      denoise: async (x) => x,
      noise: () => Float64Array.of(0),
    }),
  ).rejects.toThrow(
    "The schedule of a flow: noise level 2 of 4 must be below the one before it, 0.9999, got 0.99995",
  );
});
