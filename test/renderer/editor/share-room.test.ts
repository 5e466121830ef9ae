import { expect, test } from "vitest";
import type { View } from "../../../engine/view.ts";
import { shareRoom } from "../../../renderer/editor/share-room.ts";

const plot: View = {
  kind: "lines",
  x: { label: "", scale: "linear" },
  y: { label: "", scale: "linear" },
  series: [],
};
const files: View = {
  kind: "files",
  files: [{ path: "/a", name: "a", bytes: 1 }],
};

test("a single view has all the room", () => {
  expect(shareRoom([plot], 60, 8)).toEqual([60]);
});

test("the first view is always there, the others only where they fit", () => {
  expect(shareRoom([plot, plot, plot], 160, 8)).toEqual([160]);
  expect(shareRoom([plot, plot, plot], 300, 8)).toHaveLength(2);
});

test("together with their gaps the views fill the room", () => {
  for (const height of [60, 150, 240, 400]) {
    const shares = shareRoom([plot, files, plot], height, 8);
    const sum = shares.reduce((all, share) => all + share, 0);
    expect(sum + 8 * (shares.length - 1)).toBeCloseTo(height, 9);
  }
});

test("spare room goes to what is better for it", () => {
  const [first = 0, second = 0] = shareRoom([plot, files], 240, 8);
  expect(second).toBe(17);
  expect(first).toBe(240 - 8 - 17);
});
