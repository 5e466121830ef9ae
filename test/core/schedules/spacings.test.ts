import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSchedule } from "../../../core/schedules/registry.ts";

const { sigmas: trained } = findModelSampling("sd15");

const spacings = [
  ["linspace", { convention: "euler" }],
  ["linspace", { convention: "dpm" }],
  ["linspace", { convention: "ddim" }],
  ["leading", { convention: "euler", steps_offset: 0 }],
  ["leading", { convention: "dpm" }],
  ["trailing", {}],
  ["ddim-quad", {}],
] as const;

describe.each(spacings)("%s %j", (name, options) => {
  test("ends as was asked for, and has as many steps or says why not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 999 }),
        fc.constantFrom("zero" as const, "sigma-min" as const),
        (steps, ending) => {
          const built = buildSchedule(name, { steps, ending, options });
          expect(built.sigmas.at(-1)).toBe(ending === "zero" ? 0 : trained[0]);
          if (built.notice === undefined)
            expect(built.sigmas).toHaveLength(steps + 1);
          else expect(built.sigmas.length).toBeLessThan(steps + 1);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
});

test("linspace and trailing start at the highest level, leading and DDIM quad below it", () => {
  const first = (name: string) =>
    buildSchedule(name, { steps: 10, ending: "zero" }).sigmas[0];
  expect(first("linspace")).toBe(trained[999]);
  expect(first("trailing")).toBe(trained[999]);
  expect(first("leading")).toBe(trained[901]);
  expect(first("ddim-quad")).toBe(trained[801]);
});

test("what would be the lowest level twice is there once, and said", () => {
  const built = buildSchedule("leading", {
    steps: 10,
    ending: "sigma-min",
    options: { steps_offset: 0 },
  });
  expect(built.sigmas).toHaveLength(10);
  expect(built.notice).toBe(
    "Leading (diffusers), sd15, euler, steps_offset 0 has 9 steps where 10 were asked for: steps that fall on the same one of the model's noise levels are taken once.",
  );
});

test("one step from the lowest level to itself is none", () => {
  expect(() =>
    buildSchedule("leading", {
      steps: 1,
      ending: "sigma-min",
      options: { steps_offset: 0 },
    }),
  ).toThrow(
    "Leading (diffusers), sd15, euler, steps_offset 0 with 1 step must have at least two noise levels, got 1",
  );
});

test.each([
  ["euler", 1001, 1000],
  ["dpm", 1000, 999],
])(
  "leading as %s has no time for each of %d steps",
  (convention, steps, most) => {
    expect(() =>
      buildSchedule("leading", {
        steps,
        ending: "zero",
        options: { convention },
      }),
    ).toThrow(
      new BadInput(
        `Leading gives each step a time of its own out of the model's 1000, so steps must be at most ${most}, got ${steps}`,
      ),
    );
  },
);

test("SD-Turbo's steps are at the first of times 999, 899, … and at most 10", () => {
  for (const steps of [1, 4, 10])
    expect(
      buildSchedule("SDTurboScheduler", { steps, ending: "zero" }).sigmas,
    ).toEqual([
      ...[999, 899, 799, 699, 599, 499, 399, 299, 199, 99]
        .slice(0, steps)
        .map((time) => trained[time]),
      0,
    ]);
  expect(() =>
    buildSchedule("sd-turbo", { steps: 11, ending: "zero" }),
  ).toThrow(new BadInput("SD-Turbo has at most 10 steps, got 11"));
});

test("iDDPM falls from 80.2 over levels of its own, with any ending", () => {
  for (const ending of ["zero", "sigma-min"] as const)
    for (const steps of [1, 2, 18]) {
      const { sigmas } = buildSchedule("iddpm", { steps, ending });
      expect(sigmas).toHaveLength(steps + 1);
      expect(sigmas[0]).toBeCloseTo(80.204, 3);
      expect(sigmas.at(-1)).toBeCloseTo(ending === "zero" ? 0 : 0.006425, 6);
    }
});

test("Beta in sigma with both exponents 1 is even in sigma", () => {
  const { sigmas } = buildSchedule("use_beta_sigmas", {
    steps: 4,
    ending: "sigma-min",
    sigmaMin: 1,
    sigmaMax: 5,
    options: { alpha: 1, beta: 1 },
  });
  for (const [i, sigma] of sigmas.entries())
    expect(sigma).toBeCloseTo(5 - i, 12);
});

test.each([
  ["exponential", "exponential"],
  ["ExponentialScheduler", "exponential"],
  ["use_lu_lambdas", "exponential"],
  ["use_karras_sigmas", "edm"],
  ["KarrasScheduler", "edm"],
  ["optimal_steps", "oss"],
  ["GITSScheduler", "gits"],
  ["AlignYourSteps", "ays"],
  ["AysSchedules", "ays"],
  ["VPScheduler", "vp"],
  ["timestep_spacing=trailing", "trailing"],
  ["logSNR", "logsnr"],
])("%s finds %s", (name, id) => {
  expect(findSchedule(name).id).toBe(id);
});

test("LogSNR says that it is even in ln sigma, whatever the AYS paper prints", () => {
  expect(findSchedule("logsnr").schedule.source).toContain(
    "uniform in ln sigma, though the AYS paper (arXiv:2404.14507) prints LogSNR as rho = 1",
  );
});
