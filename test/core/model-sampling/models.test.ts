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

  test.each(items)(
    "the level after a part, $model",
    ({ ours, sigmaOfPercent }) => {
      const [parts, levels] = sigmaOfPercent;
      const got = parts.map((part) => ours.sigmaAtPart(part));
      expect(relativeDifference(got, levels)).toBeLessThan(1e-10);
    },
  );
});

describe.each([...modelSamplings.keys()])("%s", (name) => {
  const model = findModelSampling(name);

  test("levels rise, and those of a flow end at 1", () => {
    for (const [i, sigma] of model.sigmas.entries())
      expect(sigma).toBeGreaterThan(model.sigmas[i - 1] ?? 0);
    if (model.process === "flow") expect(model.sigmas.at(-1)).toBe(1);
    else expect(model.sigmas.at(-1)).toBeGreaterThan(10);
  });

  test("the level falls with the part, from above all or 1 down to 0", () => {
    const parts = [0, 0.1, 0.3, 0.5, 0.9, 0.999, 1];
    const levels = parts.map((part) => model.sigmaAtPart(part));
    expect(levels[0]).toBe(model.process === "flow" ? 1 : 999_999_999.9);
    expect(levels.at(-1)).toBe(0);
    for (const [i, level] of levels.entries())
      expect(level).toBeLessThan(levels[i - 1] ?? Infinity);
  });
});

const withTable = [
  "sd15",
  "sd15-zsnr",
  "sd-x4",
  "if1",
  "pixart",
  "hunyuan-dit",
];

describe.each(withTable)("the table of %s", (name) => {
  const model = findModelSampling(name);

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

  test("the time between two is the inverse of the level at it, cut to the table", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 999, noNaN: true }), (time) => {
        expect(model.timeBetween(model.sigmaAt(time))).toBeCloseTo(time, 7);
      }),
      { seed: 1 },
    );
    expect(model.timeBetween(1e-6)).toBe(0);
    expect(model.timeBetween(1e6)).toBe(999);
  });
});

describe.each(["svd", "playground-v2.5", "stable-audio"])(
  "the range of %s",
  (name) => {
    const model = findModelSampling(name);
    const [lowest = NaN, highest = NaN] = [
      model.sigmas[0],
      model.sigmas.at(-1),
    ];

    test("time is the inverse of the level at it", () => {
      for (const sigma of [lowest, 0.4, 1, 7, highest])
        expect(model.sigmaAt(model.timeOf(sigma)) / sigma).toBeCloseTo(1, 9);
    });

    test("the table and the parts are even in ln sigma", () => {
      const middle = Math.sqrt(lowest * highest);
      expect(model.sigmaAtPart(0.5) / middle).toBeCloseTo(1, 12);
      const around = (model.sigmas[499] ?? NaN) * (model.sigmas[500] ?? NaN);
      expect(Math.sqrt(around) / middle).toBeCloseTo(1, 12);
    });
  },
);

test("the ranges are those of the models", () => {
  const ends = (name: string) => {
    const { sigmas } = findModelSampling(name);
    return [sigmas[0], sigmas.at(-1)].map((s) => Number(s?.toPrecision(6)));
  };
  expect(ends("svd")).toEqual([0.002, 700]);
  expect(ends("playground-v2.5")).toEqual([0.002, 80]);
  expect(ends("stable-audio")).toEqual([0.03, 500]);
  expect(ends("pixart")).toEqual([0.0100005, 157.407]);
  expect(ends("sd2")).toEqual(ends("sd15"));
});

test("FLUX's level at half its time is e^1.15 / (e^1.15 + 1)", () => {
  const flux = findModelSampling("flux");
  const wanted = Math.exp(1.15) / (Math.exp(1.15) + 1);
  expect(flux.sigmaAt(0.5)).toBeCloseTo(wanted, 12);
  // as in ComfyUI, the model is told of the level itself
  expect(flux.timeOf(wanted)).toBe(wanted);
});

test("a model that is not known is named with those that are", () => {
  expect(() => findModelSampling("sd9")).toThrow(
    /^The model sampling must be one of sd15, sd2, sdxl, sd15-zsnr, .*, got sd9$/,
  );
});
