import { expect, test } from "vitest";
import {
  halvingRounds,
  partOfTraining,
  plannedEvaluations,
  usualBudget,
} from "../../../../core/klub/tuned/budget.ts";

test("rounds are a quarter, a half and all, each once", () => {
  expect(halvingRounds(32)).toEqual([8, 16, 32]);
  expect(halvingRounds(3)).toEqual([1, 2, 3]);
  expect(halvingRounds(1)).toEqual([1]);
});

test("polishing begins with a quarter of the noises, but with at least 32 where there are as many", () => {
  expect(partOfTraining(32, 32)).toBe(8);
  expect(partOfTraining(8, 8)).toBe(4);
  expect(partOfTraining(3, 8)).toBe(3);
});

test("a picture model of 250 calls a second tunes ten steps in minutes, a point takes more noises", () => {
  const picture = usualBudget(3 * 32 * 32, false);
  const solver = { evaluationsPerStep: 1 };
  const planned = plannedEvaluations(picture, [10], solver);
  expect(planned / 250 / 60).toBeLessThan(8);
  const point = usualBudget(2, false);
  expect(point.batch * point.trainingBatches).toBeGreaterThanOrEqual(1000);
  expect(plannedEvaluations(picture, [10, 10], solver)).toBeLessThan(
    2 * planned,
  );
});

test("what a solver draws noise for is judged by distributions, without statistics along the flow", () => {
  expect(usualBudget(2, true).flowSamples).toBe(0);
  expect(usualBudget(2, false).flowSamples).toBeGreaterThan(0);
});
