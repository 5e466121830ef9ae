import { expect, test } from "vitest";
import { firstPanels } from "../../../renderer/run/kept-panels.ts";

test("the first window opens every panel where there is room for them", () => {
  expect(firstPanels(1440, 900)).toEqual({
    left: true,
    inspector: true,
    dock: true,
  });
});

test("the first window at 1280×800 leaves its room to the canvas", () => {
  expect(firstPanels(1280, 800)).toEqual({
    left: true,
    inspector: false,
    dock: false,
  });
});
