import { expect, test } from "vitest";
import { guided } from "../../../core/guidance.ts";
import { noiseSource } from "../../../core/noise/noise-kinds.ts";
import type { Solver } from "../../../core/solvers/solver.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { runSampling } from "../../../nodes/parts/run-sampling.ts";

/** One step that gives the difference of both parts. */
const guidanceAlone: Solver = {
  title: "Guidance alone",
  names: {},
  order: 1,
  historyLength: 0,
  stochastic: () => false,
  parameters: {},
  evaluationsPerStep: 1,
  source: "none",
  async step({ x, sigma, denoiseParts }) {
    const { denoised, unconditional } = await denoiseParts(x, sigma);
    const away = denoised.map((value, i) => value - (unconditional[i] ?? NaN));
    return { x: away, denoised };
  },
};

const point = (at: number) => ({ kind: "points", points: [[at, -at]] });
const { denoiser } = parseToy({
  format: "stepwright-toy",
  kind: "conditional",
  classes: [point(1), point(2)],
  unconditional: point(0),
});

// 32768 guided samples of 2 numbers are evaluated at once
test.each([3, 70_000])(
  "a solver gets both parts of a guided model for %i samples, each of its own class",
  async (count) => {
    const portions: number[] = [];
    const { x, nfe } = await runSampling({
      solver: { id: "test", solver: guidanceAlone, presetOptions: {} },
      options: {},
      sigmas: [2, 1],
      flow: undefined,
      denoiser: guided(denoiser, { scale: 3, rescale: 0 }),
      x: noiseSource("default", {
        seed: 1,
        count,
        length: 2,
        precision: "f64",
      }).initial(),
      count,
      labels: Int32Array.from({ length: count }, (_, k) => k % 2),
      noise: () => new Float64Array(2 * count),
      signal: new AbortController().signal,
      onStep: async () => {},
      onPortion: async (_, part) => void portions.push(part),
    });
    expect(Array.from(x.slice(0, 4))).toEqual([3, -3, 6, -6]);
    expect(x.every((value, i) => value === x[i % 4])).toBe(true);
    expect(nfe).toBe(1);
    expect(portions).toEqual(
      count === 3 ? [] : [32_768 / count, 65_536 / count],
    );
  },
);
