import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { BadInput } from "../../../core/bad-input.ts";
import { aysTables } from "../../../core/schedules/ays-tables.ts";
import {
  buildSchedule,
  type BuildRequest,
} from "../../../core/schedules/build.ts";
import { schedules } from "../../../core/schedules/registry.ts";

const range = { sigmaMin: 0.002, sigmaMax: 80 };

describe("endings", () => {
  const limited = [...schedules].filter(
    ([id, s]) => s.ownRange !== true && id !== "laplace",
  );

  test.each(limited.map(([id]) => id))(
    "%s falls from sigma_max; zero follows sigma_min or it ends there, for any steps",
    (id) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 60 }),
          fc.double({ min: 0.001, max: 0.05, noNaN: true }),
          fc.double({ min: 5, max: 200, noNaN: true }),
          (steps, sigmaMin, sigmaMax) => {
            const request = { steps, sigmaMin, sigmaMax };
            const toMin = buildSchedule(id, {
              ...request,
              ending: "sigma-min",
            });
            expect(toMin.sigmas.length).toBe(steps + 1);
            expect(toMin.sigmas.at(-1)).toBe(sigmaMin);
            const toZero = buildSchedule(id, { ...request, ending: "zero" });
            expect(toZero.sigmas.length).toBe(steps + 1);
            expect(toZero.sigmas.at(-1)).toBe(0);
            expect(toMin.sigmas[0]).toBe(sigmaMax);
            expect(toZero.sigmas[0]).toBe(sigmaMax);
            if (steps > 1) expect(toZero.sigmas.at(-2)).toBe(sigmaMin);
          },
        ),
        { numRuns: 60, seed: 1 },
      );
    },
  );

  test("Laplace, cut at the limits, ends at sigma_min or has 0 after it", () => {
    const request = { steps: 10, ...range };
    const toMin = buildSchedule("laplace", { ...request, ending: "sigma-min" });
    expect([toMin.sigmas[0], toMin.sigmas.at(-1)]).toEqual([80, 0.002]);
    const toZero = buildSchedule("laplace", { ...request, ending: "zero" });
    expect(toZero.sigmas.at(-1)).toBe(0);
    expect([toMin.sigmas.length, toZero.sigmas.length]).toEqual([11, 11]);
  });

  test("an AYS table ends at its own last entry, or at 0 in place of it", () => {
    for (const [table, levels] of Object.entries(aysTables)) {
      const request = { steps: 10, options: { table } };
      expect(
        buildSchedule("ays", { ...request, ending: "sigma-min" }).sigmas,
      ).toEqual(levels);
      expect(
        buildSchedule("ays", { ...request, ending: "zero" }).sigmas,
      ).toEqual([...levels.slice(0, -1), 0]);
    }
  });
});

describe("what cannot be built is one sentence", () => {
  const good = { steps: 10, ...range, ending: "zero" as const };
  test.each<[string, string, BuildRequest, string]>([
    [
      "no steps",
      "edm",
      { ...good, steps: 0 },
      "steps must be a whole number from 1 to 10000, got 0",
    ],
    [
      "a billion steps",
      "ays",
      { ...good, steps: 1e9 },
      "steps must be a whole number from 1 to 10000, got 1000000000",
    ],
    [
      "half a step",
      "edm",
      { ...good, steps: 2.5 },
      "steps must be a whole number from 1 to 10000, got 2.5",
    ],
    [
      "NaN steps",
      "edm",
      { ...good, steps: NaN },
      "steps must be a whole number from 1 to 10000, got NaN",
    ],
    [
      "sigma_min 0",
      "edm",
      { ...good, sigmaMin: 0 },
      "sigma min must be a number from 0.000001 to 1000000, got 0",
    ],
    [
      "sigma_max NaN",
      "edm",
      { ...good, sigmaMax: NaN },
      "sigma max must be a number from 0.000001 to 1000000, got NaN",
    ],
    [
      "infinite sigma_max",
      "edm",
      { ...good, sigmaMax: Infinity },
      "sigma max must be a number from 0.000001 to 1000000, got Infinity",
    ],
    [
      "no sigma_min",
      "edm",
      { steps: 10, sigmaMax: 80, ending: "zero" },
      "sigma min must be a number from 0.000001 to 1000000, got nothing",
    ],
    [
      "equal limits",
      "edm",
      { ...good, sigmaMin: 80 },
      "sigma min must be below sigma max, got 80 and 80",
    ],
    [
      "a rho of 0",
      "edm",
      { ...good, options: { rho: 0 } },
      "EDM's rho must be a number from 0.1 to 1000, got 0",
    ],
    [
      "an option of another family",
      "edm",
      { ...good, options: { c: 1 } },
      "EDM has no option c, it takes rho",
    ],
    [
      "an option where none is taken",
      "logsnr",
      { ...good, options: { c: 1 } },
      "LogSNR has no option c, it takes none",
    ],
    [
      "an unknown table",
      "ays",
      { ...good, options: { table: "sd3" } },
      `AYS table's table must be one of sd15, sdxl, svd, if1, got "sd3"`,
    ],
    [
      "limits too close for single levels",
      "edm",
      { ...good, sigmaMin: 1, sigmaMax: 1 + 1e-15 },
      "EDM, rho 7 with 10 steps: noise level",
    ],
    [
      "limits that its time cannot have",
      "time-uniform",
      { ...good, sigmaMin: 10, sigmaMax: 20 },
      "Time-uniform, vp with 10 steps: noise level",
    ],
  ])("%s", (_, name, request, sentence) => {
    expect(() => buildSchedule(name, request)).toThrow(BadInput);
    expect(() => buildSchedule(name, request)).toThrow(sentence);
  });

  test("an unknown family lists what there is", () => {
    expect(() => buildSchedule("cosine", good)).toThrow(
      /^The schedule must be one of ays, .*edm, karras.*, got "cosine"$/,
    );
  });
});

test("the source names the family and its options", () => {
  expect(
    buildSchedule("karras", { steps: 3, ...range, ending: "zero" }).source,
  ).toBe("EDM, rho 7");
});
