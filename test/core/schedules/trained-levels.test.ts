import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSchedule } from "../../../core/schedules/registry.ts";
import type { Ending } from "../../../core/schedules/schedule.ts";
import { modelScheduleReference, relativeDifference } from "../reference.ts";

const families = [
  "simple",
  "normal",
  "sgm_uniform",
  "ddim_uniform",
  "beta",
  "linear_quadratic",
];
const { sigmas: sd15 } = findModelSampling("sd15");
const [lowest = NaN, highest = NaN] = [sd15[0], sd15.at(-1)];

function build(
  name: string,
  steps: number,
  ending: Ending = "zero",
  options = {},
) {
  return buildSchedule(name, { steps, ending, options });
}

describe("agreement with ComfyUI in double precision to 1e-10 at every level", () => {
  test.each(modelScheduleReference.schedules)(
    "$schedule over $model, n = $n",
    ({ schedule, model, n, options, f64 }) => {
      const name = model.replace("_", "-");
      const { alpha, beta, ksampler_denoise, discard_penultimate_sigma } =
        options;
      const sampling = { "model-sampling": name };
      const built = buildSchedule(schedule, {
        steps: n,
        ending: "zero",
        denoise: Number(ksampler_denoise ?? 1),
        discardPenultimate: discard_penultimate_sigma === true,
        ...(families.includes(schedule)
          ? {
              options: {
                ...sampling,
                ...(schedule === "beta" && { alpha, beta }),
              },
            }
          : { model: sampling }),
      });
      expect(relativeDifference(built.sigmas, f64)).toBeLessThan(1e-10);
    },
  );

  test.each(modelScheduleReference.few)(
    "$schedule with n = $n",
    ({ schedule, n, f64 }) => {
      const ofTable = families.includes(schedule) || schedule === "ays_SD1";
      const { sigmas } = buildSchedule(
        schedule === "ays_SD1" ? "ays" : schedule,
        {
          steps: n,
          ending: "zero",
          ...(!ofTable && { sigmaMin: 0.03, sigmaMax: 14.6 }),
        },
      );
      // ComfyUI divides 0 by 0 in kl_optimal's only step: ours is sigma_max
      const wanted = f64.map((level) => (level === "NaN" ? 14.6 : level));
      // ComfyUI's Laplace alone has no 0 at its end
      if (schedule === "laplace") wanted.push(0);
      expect(relativeDifference(sigmas, wanted)).toBeLessThan(1e-10);
    },
  );
});

describe("endings", () => {
  test.each(families)(
    "%s ends at 0, or at the table's lowest level",
    (name) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 999 }),
          fc.constantFrom("sd15", "sdxl", "sd15-zsnr"),
          (steps, model) => {
            const options = { "model-sampling": model };
            const toZero = build(name, steps, "zero", options);
            const toMin = build(name, steps, "sigma-min", options);
            expect(toZero.sigmas.at(-1)).toBe(0);
            expect(toMin.sigmas.at(-1)).toBe(lowest);
            for (const built of [toZero, toMin])
              if (built.notice === undefined)
                expect(built.sigmas.length).toBe(steps + 1);
          },
        ),
        { numRuns: 40, seed: 1 },
      );
    },
  );

  test.each(families.filter((name) => name !== "ddim_uniform"))(
    "%s starts at the table's highest level",
    (name) => {
      for (const ending of ["zero", "sigma-min"] as const)
        for (const steps of [1, 2, 7, 50])
          for (const model of ["sd15", "sd15-zsnr"])
            expect(
              build(name, steps, ending, { "model-sampling": model }).sigmas[0],
            ).toBe(findModelSampling(model).sigmas.at(-1));
    },
  );

  test("normal alone steps onto sigma_min before 0", () => {
    for (const name of families)
      expect(build(name, 10).sigmas.at(-2) === lowest, name).toBe(
        name === "normal",
      );
  });
});

describe("the number of steps", () => {
  test("DDIM uniform has more where they do not divide 1000, and says so", () => {
    expect(build("ddim_uniform", 10).notice).toBeUndefined();
    const built = build("ddim_uniform", 7);
    expect(built.sigmas.length - 1).toBe(8);
    expect(built.notice).toBe(
      "DDIM uniform, sd15 has 8 steps where 7 were asked for: it takes every k-th of the model's noise levels, k a whole number, from the second lowest up.",
    );
    // each is the 142nd after the one before
    const places = built.sigmas.slice(0, -1).map((s) => sd15.indexOf(s));
    expect(places).toEqual([995, 853, 711, 569, 427, 285, 143, 1]);
  });

  test("Beta has fewer where steps fall on the same level, and says so", () => {
    expect(build("beta", 20).notice).toBeUndefined();
    const built = build("beta", 200);
    const got = built.sigmas.length - 1;
    expect(got).toBeLessThan(200);
    expect(built.notice).toBe(
      `Beta, sd15, alpha 0.6, beta 0.6 has ${got} steps where 200 were asked for: steps that fall on the same one of the model's noise levels are taken once.`,
    );
  });

  test("Simple has no more steps than the model has levels", () => {
    expect(build("simple", 1000).sigmas).toEqual([...sd15.toReversed(), 0]);
    expect(() => build("simple", 1001)).toThrow(
      new BadInput(
        "Simple gives each step a noise level of its own out of the model's 1000, so steps must be at most 1000 to end at zero, got 1001",
      ),
    );
    expect(() => build("simple", 1000, "sigma-min")).toThrow(
      "steps must be at most 999 to end at sigma-min, got 1000",
    );
  });

  test.each(["normal", "sgm_uniform", "linear_quadratic"])(
    "%s has as many as asked for, even beyond the table",
    (name) => {
      for (const ending of ["zero", "sigma-min"] as const)
        expect(build(name, 3000, ending).sigmas.length).toBe(3001);
    },
  );
});

describe("Linear-quadratic", () => {
  test("falls by the threshold over the first half, evenly, then ever faster", () => {
    const { sigmas } = build("linear_quadratic", 20);
    const falls = sigmas
      .slice(1)
      .map((sigma, i) => ((sigmas[i] ?? NaN) - sigma) / highest);
    for (const fall of falls.slice(0, 10)) expect(fall).toBeCloseTo(0.0025, 12);
    for (const [i, fall] of falls.slice(10).entries())
      expect(fall).toBeGreaterThan(falls[i + 9] ?? NaN);
  });
});

describe("limits", () => {
  test("that are the table's ends in three digits are taken", () => {
    const built = buildSchedule("normal", {
      steps: 5,
      ending: "zero",
      sigmaMin: 0.0292,
      sigmaMax: 14.615,
    });
    expect(built.sigmas).toEqual(build("normal", 5).sigmas);
  });

  test.each(families)("that differ are refused by %s", (name) => {
    const request = { steps: 5, ending: "zero" as const };
    const { title } = findSchedule(name).schedule;
    expect(() => buildSchedule(name, { ...request, sigmaMax: 80 })).toThrow(
      BadInput,
    );
    for (const [limits, message] of [
      [
        { sigmaMax: 80 },
        /^sigma max of .* is that of the model's training, 14\.615, and cannot be another, got 80$/,
      ],
      [
        { sigmaMin: NaN },
        /^sigma min of .* is that of the model's training, 0\.029167, and cannot be another, got NaN$/,
      ],
    ] as const) {
      expect(() => buildSchedule(name, { ...request, ...limits })).toThrow(
        message,
      );
      expect(() => buildSchedule(name, { ...request, ...limits })).toThrow(
        title,
      );
    }
  });
});

test("our names and ComfyUI's find the same", () => {
  for (const name of families)
    expect(findSchedule(name).id).toBe(name.replace("_", "-"));
  expect(findSchedule("BetaSamplingScheduler").id).toBe("beta");
});

test("a model that is not known is refused with those that are", () => {
  expect(() => build("normal", 5, "zero", { "model-sampling": "sd9" })).toThrow(
    /^Normal's model-sampling must be one of sd15, sd2, sdxl, sd15-zsnr, .*, got "sd9"$/,
  );
});
