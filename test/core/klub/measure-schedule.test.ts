import { describe, expect, test } from "vitest";
import { measureSchedule } from "../../../core/klub/measure-schedule.ts";
import { cases } from "./cases.ts";
import { exactObjective } from "./exact-mmse.ts";

describe.each(cases)("$name", (one) => {
  const of = exactObjective(one);

  test("known schedules have their known KLUB, which the steps add up to", () => {
    // the checkerboard's f is known at 65 levels only
    const tolerance = one.dist.type === "checkerboard" ? 1e-2 : 1e-4;
    for (const { t, klub } of Object.values(one.others)) {
      const found = measureSchedule(of, t.toReversed());
      expect(Math.abs((found?.total ?? NaN) / klub - 1)).toBeLessThan(
        tolerance,
      );
      const sum = found?.bySteps.reduce((all, step) => all + step, 0) ?? NaN;
      expect(sum).toBeCloseTo(found?.total ?? NaN, 9);
      expect(found?.bySteps).toHaveLength(t.length - 1);
    }
  });
});

const [gaussian] = cases;
if (gaussian === undefined) throw new Error("klub.json has no cases");
const { t_min: low, t_max: high } = gaussian;
const of = exactObjective(gaussian);

test("a last level of 0 stands for the lowest level that was measured", () => {
  const until = measureSchedule(of, [high, 1, low]);
  expect(measureSchedule(of, [high, 1, 0])).toEqual(until);
  const after = measureSchedule(of, [high, 1, low, 0]);
  expect(after?.total).toBe(until?.total);
  expect(after?.bySteps[2]).toBe(0);
});

test("a schedule that leaves what was measured has no KLUB, one beside it by a rounding has", () => {
  expect(measureSchedule(of, [high * 1.01, 1, low])).toBeUndefined();
  expect(measureSchedule(of, [high, 1, low / 1.01])).toBeUndefined();
  expect(measureSchedule(of, [high, low / 1.01, 0])).toBeUndefined();
  expect(
    measureSchedule(of, [high * (1 + 1e-12), 1, low * (1 - 1e-12)]),
  ).toEqual(measureSchedule(of, [high, 1, low]));
});
