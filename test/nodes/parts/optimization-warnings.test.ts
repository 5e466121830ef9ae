import { expect, test } from "vitest";
import { flowSigma } from "../../../core/parameterisation.ts";
import type { OptimizationSettings } from "../../../nodes/parts/optimization.ts";
import { optimizationWarnings } from "../../../nodes/parts/optimization-warnings.ts";

const flow = {
  title: "A flow",
  sigmaMin: flowSigma(0.001),
  sigmaMax: flowSigma(0.999),
};

const settings: OptimizationSettings = {
  method: "exact",
  steps: [10],
  sigmaMin: flow.sigmaMin,
  sigmaMax: flow.sigmaMax,
  samples: 512,
  levels: 65,
  seed: 0,
  weight: 3,
  ending: "sigma-min",
  effort: "usual",
};

test("fewer noise levels than the most steps are warned of, and as many are not", () => {
  const few = { ...settings, levels: 9, steps: [5, 20, 10] };
  expect(optimizationWarnings(few, flow)).toEqual([
    "9 noise levels are few for 20 steps: what the model does between them is only guessed, take at least 20 levels or fewer steps",
  ]);
  expect(optimizationWarnings({ ...few, levels: 20 }, flow)).toEqual([]);
});

test.each([
  [512, 4, "130"],
  [1000, 750, "1.3"],
  [10_000_000, 3, "3300000"],
])(
  "%i samples of %i given are used so many times, in digits without an exponent",
  (samples, given, times) => {
    expect(optimizationWarnings({ ...settings, samples }, flow, given)).toEqual(
      [
        `${samples} samples were asked for and ${given} given: each is used ${times} times on average, with other noise`,
      ],
    );
  },
);

test("limits are told in six digits, and those that are equal in them are not warned of", () => {
  expect(flow.sigmaMax).not.toBe(999);
  expect(
    optimizationWarnings(
      { ...settings, sigmaMin: 0.001001, sigmaMax: 999 },
      flow,
    ),
  ).toEqual([]);
  expect(
    optimizationWarnings(
      { ...settings, sigmaMin: 1 / 3000, sigmaMax: 3000 },
      flow,
    ),
  ).toEqual([
    "sigma min 0.000333333 is below the lowest noise level that A flow was trained for, 0.001001",
    "sigma max 3000 is above the highest noise level that A flow was trained for, 999",
  ]);
});
