import { expect, test } from "vitest";
import { readWindowState } from "../../electron/window-state.ts";

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const saved = (bounds: object, maximized = false) =>
  JSON.stringify({ bounds, maximized });

test("a window opens where it was", () => {
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  expect(readWindowState(saved(bounds, true), [screen])).toEqual({
    bounds,
    maximized: true,
  });
});

test("a window of a screen that is gone keeps its size and not its place", () => {
  const bounds = { x: 2500, y: 50, width: 1200, height: 800 };
  expect(readWindowState(saved(bounds), [screen]).bounds).toEqual({
    width: 1200,
    height: 800,
  });
});

test("a window whose title bar is above the screen is not opened there", () => {
  const bounds = { x: 0, y: -400, width: 1200, height: 800 };
  expect(readWindowState(saved(bounds), [screen]).bounds).not.toHaveProperty(
    "y",
  );
});

test("a window is never smaller than what it needs", () => {
  const bounds = { x: 0, y: 0, width: 10, height: 10 };
  expect(readWindowState(saved(bounds), [screen]).bounds).toMatchObject({
    width: 960,
    height: 600,
  });
});

test.each(["", "{", "null", "{}", saved({ x: "left" })])(
  "what was saved is %j: the first window's state",
  (text) => {
    expect(readWindowState(text, [screen])).toEqual({
      bounds: { width: 1440, height: 900 },
      maximized: false,
    });
  },
);
