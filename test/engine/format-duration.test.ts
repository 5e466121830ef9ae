import { expect, it } from "vitest";
import {
  formatDuration,
  formatRemaining,
} from "../../engine/format-duration.ts";
import { formatBytes } from "../../engine/format-bytes.ts";

it.each([
  [85.4, "85 ms"],
  [999.6, "1.0 s"],
  [1234, "1.2 s"],
  [9960, "10 s"],
  [59_600, "1 min 0 s"],
  [185_000, "3 min 5 s"],
  [3_600_000, "1 h 0 min"],
])("%d ms reads %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it("time left is rounded up to whole seconds, and silent in the last one", () => {
  expect(formatRemaining(40_001)).toBe("41 s left");
  expect(formatRemaining(1500)).toBe("2 s left");
  expect(formatRemaining(900)).toBeUndefined();
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1234, "1.2 kB"],
  [611e6, "611 MB"],
  [999.6e6, "1.0 GB"],
])("%d bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
