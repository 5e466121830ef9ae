import fc from "fast-check";
import { expect, test } from "vitest";
import { endingOf } from "../../../../core/schedules/check.ts";
import type { ScheduleValue } from "../../../../engine/values.ts";
import { readSchedule } from "../../../../nodes/formats/reading/read-schedule.ts";
import {
  scheduleFormats,
  writeSchedule,
} from "../../../../nodes/formats/schedule-files.ts";

function valueOf(sigmas: readonly number[]): ScheduleValue {
  return {
    sigmas: Float64Array.from(sigmas),
    ending: endingOf(sigmas),
    source: "EDM, rho 7",
  };
}

/** Any schedule: whole numbers and tiny ones too, with either ending. */
const schedule = fc
  .tuple(
    fc.uniqueArray(
      fc.oneof(
        fc.double({ min: 1e-12, max: 1e5, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
      ),
      { minLength: 2, maxLength: 30 },
    ),
    fc.boolean(),
  )
  .map(([levels, toZero]) =>
    valueOf([...levels.toSorted((a, b) => b - a), ...(toZero ? [0] : [])]),
  );

test.each([...scheduleFormats.keys()])(
  "what is written as %s reads back to the same bits with the same ending",
  (format) => {
    fc.assert(
      fc.property(schedule, (value) => {
        const { text } = writeSchedule(value, format, "");
        const { sigmas, ending } = readSchedule(text, "s");
        expect(sigmas).toEqual([...value.sigmas]);
        expect(ending).toBe(value.ending);
      }),
    );
  },
);

test("a schedule of one step down to 0 reads back from every format", () => {
  for (const format of scheduleFormats.keys()) {
    const { text } = writeSchedule(valueOf([14.6, 0]), format, "");
    expect(readSchedule(text, "s").sigmas).toEqual([14.6, 0]);
  }
});

test("JSON keeps all that is known of a schedule", () => {
  const value: ScheduleValue = {
    sigmas: Float64Array.of(1, 0.5, 0.1),
    ending: "sigma-min",
    process: "flow",
    source: "KLUB-optimized for Ring of 8",
    klub: 21.5,
    model: { name: "Ring of 8", sha256: "ab" },
    solver: "Stochastic DDIM",
  };
  const { text } = writeSchedule(value, "json", "");
  const { sigmas, ending, ...rest } = value;
  expect(readSchedule(text, "s")).toEqual({
    sigmas: [...sigmas],
    ending,
    form: "JSON",
    notices: [],
    known: rest,
  });
});

test("the timesteps alone give the levels back up to the rounding errors beside them, and 0 for the last", () => {
  const value = valueOf([14.6, 6.4, 2.2, 0.9, 0.3]);
  const { text } = writeSchedule(value, "diffusers", "");
  const timesteps = /^timesteps=.*$/m.exec(text)?.[0] ?? "";
  const errors = /^# (-?\d.*)$/m.exec(text)?.[1]?.split(", ").map(Number);
  const { sigmas } = readSchedule(timesteps, "s");
  expect(sigmas.at(-1)).toBe(0);
  expect(errors).toHaveLength(4);
  errors?.forEach((percent, index) => {
    const wanted = value.sigmas[index] ?? NaN;
    const share = (sigmas[index] ?? NaN) / wanted - 1;
    expect(Math.abs(100 * share - percent)).toBeLessThan(0.005_001);
  });
});

test("a flow's times for diffusers lose their last level, in place of which its scheduler puts 0", () => {
  const value: ScheduleValue = {
    ...valueOf([1, 0.75, 0.25]),
    process: "flow",
  };
  const { text, note } = writeSchedule(value, "diffusers", "");
  expect(readSchedule(text, "s")).toMatchObject({
    sigmas: [1, 0.75, 0],
    known: { process: "flow" },
  });
  expect(note).toContain("in place of 0.25");
});
