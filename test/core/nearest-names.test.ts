import { expect, test } from "vitest";
import { nearestNames } from "../../core/nearest-names.ts";

test("the names with the fewest letters changed come first", () => {
  const known = ["euler", "heun", "heunpp2", "lms", "dpm_2"];
  expect(nearestNames("huen", known, 2)).toEqual(["heun", "euler"]);
  expect(nearestNames("DPM-2a", known, 1)).toEqual(["dpm_2"]);
  expect(nearestNames("", known, 1)).toEqual(["lms"]);
});

test("a name is named once, however it is written", () => {
  expect(nearestNames("x", ["dpm-2", "dpm_2", "DPM 2", "lms"])).toEqual([
    "lms",
    "dpm-2",
  ]);
});
