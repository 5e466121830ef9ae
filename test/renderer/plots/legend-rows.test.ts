import { expect, test } from "vitest";
import { legendHeight } from "../../../renderer/plots/legend-rows.ts";

const height = (names: readonly string[], room: number) =>
  legendHeight(names, room, (text) => text.length * 6);

test("one name takes no room, and names that fit take one row", () => {
  expect(height(["EDM"], 300)).toBe(0);
  expect(height(["EDM", "LogSNR"], 300)).toBe(24);
});

test("names that do not fit beside each other take further rows", () => {
  const names = ["Polished from Weight", "EDM", "LogSNR", "Gaussian-optimal"];
  expect(height(names, 900)).toBe(24);
  expect(height(names, 300)).toBe(43);
  expect(height(names, 200)).toBe(62);
});

test("a name longer than a row takes one, and more than three rows are never kept", () => {
  expect(height(["x".repeat(900), "EDM"], 200)).toBe(43);
  expect(
    height(
      Array.from({ length: 20 }, () => "LogSNR"),
      80,
    ),
  ).toBe(62);
});
