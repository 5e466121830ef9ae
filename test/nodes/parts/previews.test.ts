import { expect, test } from "vitest";
import { previews } from "../../../nodes/parts/previews.ts";

const points = { data: Float64Array.of(0, 0, 1, 1), count: 2, shape: [2] };

test("previews come after a tenth of a second, and then a tenth apart where they cost nothing", () => {
  let now = 0;
  const preview = previews(() => now);
  const shownAt: number[] = [];
  for (; now < 450; now += 10)
    if (preview(points, "").length > 0) shownAt.push(now);
  expect(shownAt).toEqual([100, 200, 300, 400]);
});

test("a preview keeps the next one away for a hundred times as long as it took", () => {
  let now = 0;
  const slow = {
    ...points,
    // drawing reads the shape
    get shape() {
      now += 20;
      return [5];
    },
  };
  const preview = previews(() => now);
  now = 1000;
  preview(slow, "");
  const drawn = now;
  const cost = drawn - 1000;
  now = drawn + 100 * cost - 1;
  expect(preview(points, "")).toEqual([]);
  now += 1;
  expect(preview(points, "")).toHaveLength(1);
});
