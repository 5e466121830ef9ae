import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findModelSampling,
  modelSamplings,
} from "../../../core/model-sampling/models.ts";
import { modelScheduleReference, relativeDifference } from "../reference.ts";

const items = modelScheduleReference.models.map((item) => ({
  ...item,
  ours: findModelSampling(item.model.replace("_", "-")),
}));

describe("agreement with ComfyUI's model sampling in double precision", () => {
  test.each(items)("the 1000 levels of $model", ({ ours, sigmas }) => {
    expect(sigmas.length).toBe(1000);
    expect(relativeDifference(ours.sigmas, sigmas)).toBeLessThan(1e-10);
  });

  test.each(items)("the level at a time, $model", ({ ours, sigmaOfTime }) => {
    const [times, levels] = sigmaOfTime;
    const got = times.map((time) => ours.sigmaAt(time));
    expect(relativeDifference(got, levels)).toBeLessThan(1e-10);
  });

  test.each(items)("the time of a level, $model", ({ ours, timeOfSigma }) => {
    const [levels, times] = timeOfSigma;
    expect(levels.map((sigma) => ours.timeOf(sigma))).toEqual(times);
  });

  // ComfyUI has numbers of its own at 0 and 100 %
  test.each(items)(
    "the level at a part, $model",
    ({ ours, sigmaOfPercent }) => {
      const [parts, levels] = sigmaOfPercent.map((list) => list.slice(1, -1));
      const got = (parts ?? []).map((part) => ours.sigmaAt((1 - part) * 999));
      expect(got.length).toBe(6);
      expect(relativeDifference(got, levels ?? [])).toBeLessThan(1e-10);
    },
  );
});

describe.each([...modelSamplings.keys()])("%s", (name) => {
  const model = findModelSampling(name);

  test("levels rise from 0.0292", () => {
    expect(model.sigmas[0]).toBeCloseTo(0.029_167_158, 9);
    for (const [i, sigma] of model.sigmas.entries())
      expect(sigma).toBeGreaterThan(model.sigmas[i - 1] ?? 0);
  });

  test("a whole time gives its level to the last bit, and that level its time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (time) => {
        expect(model.sigmaAt(time)).toBe(model.sigmas[time]);
        expect(model.timeOf(model.sigmaAt(time))).toBe(time);
      }),
      { seed: 1 },
    );
  });

  test("half way between two times lies the geometric mean of their levels", () => {
    for (const time of [0, 17, 500, 998]) {
      const mean = Math.sqrt(model.sigmaAt(time) * model.sigmaAt(time + 1));
      expect(model.sigmaAt(time + 0.5) / mean).toBeCloseTo(1, 12);
    }
  });
});

test("a model that is not known is named with those that are", () => {
  expect(() => findModelSampling("sd3")).toThrow(
    "The model sampling must be one of sd15, sd2, sdxl, sd15-zsnr, got sd3",
  );
});
