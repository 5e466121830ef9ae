import { expect, test } from "vitest";
import { freePlace, type Box } from "../../../renderer/editor/free-place.ts";

const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 50 });

test("a place that is free is taken as it was wanted", () => {
  expect(freePlace(box(5, 7), [], 10)).toEqual([5, 7]);
  expect(freePlace(box(5, 7), [box(115, 7), box(5, 67)], 10)).toEqual([5, 7]);
});

test("what would cover another goes the shortest way out, with a gap between", () => {
  const other = [box(0, 0)];
  expect(freePlace(box(0, 40), other, 10)).toEqual([0, 60]);
  expect(freePlace(box(0, -40), other, 10)).toEqual([0, -60]);
  expect(freePlace(box(95, 5), other, 10)).toEqual([110, 5]);
  expect(freePlace(box(-95, 5), other, 10)).toEqual([-110, 5]);
  expect(freePlace(box(0, 0), other, 10)).toEqual([0, 60]);
});

test("any number of boxes asked for at one place cover none of each other", () => {
  const placed: Box[] = [];
  for (let count = 0; count < 30; count++) {
    const [x, y] = freePlace(box(0, 0), placed, 10);
    placed.push(box(x, y));
  }
  const covering = placed.flatMap((a, i) =>
    placed
      .slice(i + 1)
      .filter((b) => Math.abs(a.x - b.x) < 110 && Math.abs(a.y - b.y) < 60),
  );
  expect(covering).toEqual([]);
});
