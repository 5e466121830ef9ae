import fc from "fast-check";
import { expect, test } from "vitest";
import { readSigmas } from "../../../core/schedules/check.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { writeSchedule } from "../../../nodes/formats/schedule-files.ts";

const schedule: ScheduleValue = {
  sigmas: Float64Array.of(80, 0.1 + 0.2, 1e-7, 0),
  ending: "zero",
  source: "EDM, rho 7",
  klub: 21.5,
  model: { name: "Ring of 8", sha256: "ab" },
  solver: "Stochastic DDIM",
};

test("JSON holds every field of the format", () => {
  const { text, extension } = writeSchedule(
    schedule,
    "json",
    "Stepwright 1.2.3",
  );
  expect(extension).toBe("json");
  expect(JSON.parse(text)).toEqual({
    format: "stepwright-schedule",
    version: 1,
    sigmas: [80, 0.30000000000000004, 1e-7, 0],
    steps: 3,
    ending: "zero",
    sigmaMin: 1e-7,
    sigmaMax: 80,
    source: "EDM, rho 7",
    model: { name: "Ring of 8", sha256: "ab" },
    solver: "Stochastic DDIM",
    klub: 21.5,
    createdWith: "Stepwright 1.2.3",
  });
});

test("JSON reads back to the same bits", () => {
  const sigmas = fc
    .uniqueArray(fc.double({ min: 1e-12, max: 1e5, noNaN: true }), {
      minLength: 2,
    })
    .map((values) => Float64Array.from(values.toSorted((a, b) => b - a)));
  fc.assert(
    fc.property(sigmas, (values) => {
      const { text } = writeSchedule(
        { ...schedule, sigmas: values },
        "json",
        "",
      );
      expect(readSigmas(text, "a.json")).toEqual([...values]);
    }),
  );
});

test("text and CSV have the shortest exact digits", () => {
  expect(writeSchedule(schedule, "text", "").text).toBe(
    "80, 0.30000000000000004, 1e-7, 0\n",
  );
  expect(writeSchedule(schedule, "csv", "").text).toBe(
    "sigma\n80\n0.30000000000000004\n1e-7\n0\n",
  );
});

test("ComfyUI's own pattern reads ManualSigmas back to the same numbers", () => {
  const { text } = writeSchedule(schedule, "manual-sigmas", "");
  // comfy_extras: ManualSigmas finds numbers so
  const found = text.match(/[-+]?(?:\d*\.*\d+)/g) ?? [];
  expect(found.map(Number)).toEqual([...schedule.sigmas]);
});

test("every export states its ending", () => {
  expect(writeSchedule(schedule, "text", "").note).toBe(
    "4 sigmas for 3 steps; the ending is 0.",
  );
  const kept = {
    ...schedule,
    sigmas: Float64Array.of(2, 1),
    ending: "sigma-min",
  } as const;
  expect(writeSchedule(kept, "manual-sigmas", "").note).toBe(
    "2 sigmas for 1 step; the ending is sigma_min, 1. ComfyUI's ManualSigmas takes the numbers as they are and adds no 0, so a little noise of the last sigma stays in the picture.",
  );
});
