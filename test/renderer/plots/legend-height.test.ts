import { expect, test } from "vitest";
import { legendHeight } from "../../../renderer/plots/legend-height.ts";

const height = (names: readonly string[], width: number, plot = 300) =>
  legendHeight(names, width, plot, (name) => name.length * 6);

test("one line has no legend, and names that fit beside each other have one row", () => {
  expect(height(["EDM"], 400)).toBe(0);
  expect(height(["EDM", "LogSNR"], 400)).toBe(26);
});

test("names that do not fit take further rows, but no more than two fifths of the plot", () => {
  const names = ["optimized", "EDM", "LogSNR", "Gaussian-optimal, c 0.709"];
  expect(height(names, 600)).toBe(26);
  expect(height(names, 400)).toBe(45);
  expect(height(names, 100)).toBe(83);
  expect(height(names, 100, 140)).toBe(45);
  expect(height(names, 100, 60)).toBe(26);
});
