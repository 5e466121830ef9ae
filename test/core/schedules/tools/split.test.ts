import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import {
  splitAtDenoise,
  splitAtStep,
} from "../../../../core/schedules/tools/split.ts";

const five = [10, 8, 6, 4, 2, 0];

test("the level between the parts belongs to both", () => {
  expect(splitAtStep(five, 2)).toEqual({
    high: [10, 8, 6],
    low: [6, 4, 2, 0],
  });
});

test.each([0, 5, 6, 1.5, -1, NaN])(
  "a split at %s leaves a part without a step and is refused",
  (step) => {
    expect(() => splitAtStep(five, step)).toThrow(
      new BadInput(
        `the step to split at must be a whole number from 1 to 4, so that each part of the 5 steps has one, got ${step}`,
      ),
    );
  },
);

test("one step cannot be split", () => {
  expect(() => splitAtStep([1, 0], 1)).toThrow(
    new BadInput(
      "a schedule of 1 step cannot be split into two parts that have a step each, wanted one of at least 2 steps",
    ),
  );
});

test.each([
  // ComfyUI: sigmas[:-total], sigmas[-(total + 1):] with total = round(steps * denoise), half to even
  [0.4, 2],
  [0.5, 2],
  [0.7, 4],
  [0.3, 2],
  [0.8, 4],
])("denoise %s of five steps is %s steps, as in ComfyUI", (denoise, steps) => {
  const { high, low } = splitAtDenoise(five, denoise);
  expect(low).toEqual(five.slice(-(steps + 1)));
  expect(high).toEqual(five.slice(0, -steps));
});

test.each([
  [five, 0.05, "low", "round(5 × 0.05) is 0, wanted 1 to 4"],
  [five, 0, "low", "round(5 × 0) is 0, wanted 1 to 4"],
  [five, 1, "high", "round(5 × 1) is 5, wanted 1 to 4"],
  [[3, 2, 1], 1, "high", "round(2 × 1) is 2, wanted 1"],
  [
    [1, 0],
    0.5,
    "low",
    "round(1 × 0.5) is 0, wanted a schedule of at least 2 steps",
  ],
])(
  "%j at denoise %s leaves no step and is refused",
  (sigmas, denoise, part, why) => {
    const steps = sigmas.length - 1;
    expect(() => splitAtDenoise(sigmas, denoise)).toThrow(
      new BadInput(
        `denoise ${denoise} of ${steps} ${steps === 1 ? "step" : "steps"} leaves no step for the ${part} part: ${why}`,
      ),
    );
  },
);

test("a denoise outside 0 to 1 is refused", () => {
  expect(() => splitAtDenoise(five, 1.1)).toThrow(
    new BadInput("denoise must be a number from 0 to 1, got 1.1"),
  );
});
