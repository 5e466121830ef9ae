import { describe, expect, test } from "vitest";
import { findModelSampling } from "../../core/model-sampling/models.ts";
import {
  denoiseBy,
  flowSigma,
  flowTime,
  preconditioning,
  predictions,
  type Prediction,
} from "../../core/parameterisation.ts";
import type { Vector } from "../../core/vector.ts";
import { difference, referenceToy } from "./reference.ts";

const all = Object.keys(predictions) as Prediction[];
const { denoiser } = referenceToy;
const x = Float64Array.from(
  { length: 40 },
  (_, i) => 3 * Math.sin(7 * i) * (1 + i),
);
const sigma = Float64Array.from({ length: 20 }, (_, i) => 0.002 * 1.75 ** i);

/** The exact network of the mixture, by the definition of what it predicts in its own process. */
function network(prediction: Prediction) {
  return async (scaled: Vector, times: Vector): Promise<Vector> => {
    const levels = times.map((time) =>
      prediction === "flow" ? time / (1 - time) : Math.exp(time),
    );
    const each = scaled.map((_, i) => i);
    const level = (i: number): number => levels[i >> 1] ?? NaN;
    // signal and noise of the process at its time: s x_0 + t n
    const signal = (i: number): number =>
      prediction === "flow"
        ? 1 - (times[i >> 1] ?? NaN)
        : 1 / Math.hypot(1, level(i));
    const noise = (i: number): number => level(i) * signal(i);
    const clean = await denoiser.denoise(
      scaled.map((value, i) => value / signal(i)),
      levels,
    );
    const n = each.map(
      (i) => ((scaled[i] ?? NaN) - signal(i) * (clean[i] ?? NaN)) / noise(i),
    );
    switch (prediction) {
      case "epsilon":
        return n;
      case "v":
        return each.map(
          (i) => signal(i) * (n[i] ?? NaN) - noise(i) * (clean[i] ?? NaN),
        );
      case "sample":
        return clean;
      case "flow":
        return each.map((i) => (n[i] ?? NaN) - (clean[i] ?? NaN));
    }
  };
}

const timeFor = (prediction: Prediction) =>
  prediction === "flow" ? flowTime : Math.log;

describe.each(all)("a network that predicts %s", (prediction) => {
  const denoise = denoiseBy(
    prediction,
    timeFor(prediction),
    network(prediction),
  );

  test("gives the exact denoiser's D, each sample at its own level", async () => {
    const wanted = await denoiser.denoise(x, sigma);
    expect(difference(await denoise(x, sigma), [...wanted])).toBeLessThan(
      1e-10,
    );
  });

  test("keeps the precision of x, and does not change what it is given", async () => {
    const single = Float32Array.from(x);
    const got = await denoise(single, sigma);
    expect(got).toBeInstanceOf(Float32Array);
    expect(single).toEqual(Float32Array.from(x));
    const near = sigma.map((level) => Math.min(level, 1));
    expect(
      difference(await denoise(single, near), [
        ...(await denoiser.denoise(Float64Array.from(single), near)),
      ]),
    ).toBeLessThan(1e-4);
  });

  test("is told its time and class, and sees data of unit scale", async () => {
    const seen: unknown[] = [];
    const spy = denoiseBy(
      prediction,
      (level) => 10 * level,
      async (scaled, times, labels) => {
        seen.push([...times], labels);
        // of unit data and the noise of a level of 2
        expect(scaled[0]).toBeCloseTo(
          prediction === "flow" ? 1 : (Math.sqrt(5) / 5) * 3,
          12,
        );
        return scaled;
      },
    );
    const labels = Int32Array.of(3);
    await spy(Float64Array.of(3), Float64Array.of(2), labels);
    expect(seen).toEqual([[20], labels]);
  });

  test("that gives another number of values is refused", async () => {
    const wrong = denoiseBy(prediction, Math.log, async () =>
      Float64Array.of(1),
    );
    await expect(wrong(x, sigma)).rejects.toThrow(
      "The network must give 40 numbers, as many as it was given, got 1",
    );
  });
});

test("without noise D is x itself, except where it is predicted", () => {
  for (const prediction of all) {
    const { skip, out } = preconditioning(prediction, 0);
    expect([skip, out]).toEqual(
      prediction === "sample" ? [0, 1] : [1, expect.closeTo(0, 15)],
    );
  }
});

test("a flow's time and its noise level are each other's inverse", () => {
  for (const time of [0, 0.001, 0.5, 0.9, 0.999])
    expect(flowTime(flowSigma(time))).toBeCloseTo(time, 14);
  expect(flowSigma(0.5)).toBe(1);
  expect(flowTime(999)).toBeCloseTo(0.999, 14);
});

test("a network told the places of Stable Diffusion's levels gives D at each of them", async () => {
  const sampling = findModelSampling("sd15");
  const places = [0, 1, 500, 998, 999];
  const levels = Float64Array.from(places, (at) => sampling.sigmas[at] ?? NaN);
  const points = x.slice(0, 10);
  const exact = network("v");
  const denoise = denoiseBy(
    "v",
    (level) => sampling.timeOf(level),
    async (scaled, times) => {
      expect([...times]).toEqual(places);
      return exact(
        scaled,
        times.map((time) => Math.log(sampling.sigmas[time] ?? NaN)),
      );
    },
  );
  const wanted = await denoiser.denoise(points, levels);
  expect(difference(await denoise(points, levels), [...wanted])).toBeLessThan(
    1e-10,
  );
});
