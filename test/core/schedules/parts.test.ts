import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import {
  buildSchedule,
  type BuildRequest,
} from "../../../core/schedules/build.ts";

const range = { sigmaMin: 0.002, sigmaMax: 80 };
const zero = { ...range, ending: "zero" } as const;

describe("denoise", () => {
  test("gives the last steps of a schedule of steps / denoise, cut to a whole number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.05, max: 0.999, noNaN: true }),
        fc.constantFrom("edm", "logsnr", "gaussian-optimal", "ays", "normal"),
        fc.constantFrom("zero" as const, "sigma-min" as const),
        (steps, denoise, family, ending) => {
          const limits = ["ays", "normal"].includes(family) ? {} : range;
          const whole = buildSchedule(family, {
            ...limits,
            ending,
            steps: Math.floor(steps / denoise),
          });
          const part = buildSchedule(family, {
            ...limits,
            ending,
            steps,
            denoise,
          });
          expect(part.sigmas).toEqual(whole.sigmas.slice(-(steps + 1)));
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  test("of 1 is the whole schedule", () => {
    const whole = buildSchedule("ddim_uniform", { steps: 7, ending: "zero" });
    expect(whole.sigmas).toHaveLength(9);
    expect(
      buildSchedule("ddim_uniform", { steps: 7, ending: "zero", denoise: 1 }),
    ).toEqual(whole);
  });

  test("is named in the title", () => {
    expect(
      buildSchedule("edm", { ...zero, steps: 5, denoise: 0.5 }).source,
    ).toBe("EDM, rho 7, denoise 0.5");
  });

  test.each([
    [
      0,
      "denoise must be a number above 0 and at most 1, got 0, which leaves no step",
    ],
    [-0.5, "denoise must be a number above 0 and at most 1, got -0.5"],
    [1.5, "denoise must be a number above 0 and at most 1, got 1.5"],
    [NaN, "denoise must be a number above 0 and at most 1, got NaN"],
    [
      0.0001,
      "denoise 0.0001 would make 10 steps the last of 100000, and a schedule has at most 10000",
    ],
  ])("%d is refused in a sentence", (denoise, sentence) => {
    expect(() => buildSchedule("edm", { ...zero, steps: 10, denoise })).toThrow(
      new BadInput(sentence),
    );
  });
});

describe("leaving the penultimate level out", () => {
  const families: readonly (readonly [string, Partial<BuildRequest>])[] = [
    ["edm", range],
    ["ays", {}],
    ["sgm_uniform", {}],
  ];
  test.each(families)(
    "%s has as many steps, made of one more",
    (name, rest) => {
      const request = { ...rest, ending: "zero" } as const;
      const longer = buildSchedule(name, { ...request, steps: 9 }).sigmas;
      const built = buildSchedule(name, {
        ...request,
        steps: 8,
        discardPenultimate: true,
      });
      expect(built.sigmas).toEqual([...longer.slice(0, -2), 0]);
      expect(built.source).toMatch(/, penultimate level left out$/);
    },
  );

  test("with denoise it is left out of the whole schedule", () => {
    const longer = buildSchedule("edm", { ...zero, steps: 21 }).sigmas;
    expect(
      buildSchedule("edm", {
        ...zero,
        steps: 5,
        denoise: 0.25,
        discardPenultimate: true,
      }).sigmas,
    ).toEqual([...longer.slice(15, 20), 0]);
  });
});
