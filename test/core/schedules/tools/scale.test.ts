import { expect, test } from "vitest";
import { scale } from "../../../../core/schedules/tools/scale.ts";

test("every level is multiplied, and 0 stays 0", () => {
  expect(scale([9, 3, 0], 0.5)).toEqual([4.5, 1.5, 0]);
});
