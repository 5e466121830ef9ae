import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  editLevels,
  levelAtStep,
  roomToMove,
  roomToType,
  type EditedLevels,
  type LevelEdit,
} from "../../../renderer/schedule-editor/edit-levels.ts";

const range = { min: 0.002, max: 80 };
const ranges = { moved: range, typed: { min: 1e-6, max: 1e6 } };
const start: EditedLevels = { levels: [80, 10, 2, 0.5, 0.002], held: [2] };
const zero: EditedLevels = { levels: [80, 10, 2, 0.5, 0], held: [] };

function after(edit: LevelEdit, from = start): EditedLevels {
  return editLevels(from, edit, ranges);
}

test("a level moves to where it is dragged, in five digits", () => {
  expect(after({ kind: "move", index: 1, sigma: 7.123456789 }).levels).toEqual([
    80, 7.1235, 2, 0.5, 0.002,
  ]);
});

test("a level stays between its neighbours, 0.1 % apart", () => {
  const up = after({ kind: "move", index: 3, sigma: 50 }).levels;
  expect(up[3]).toBeLessThanOrEqual(2 / 1.001);
  expect(up[3]).toBeGreaterThan(2 / 1.0012);
  const down = after({ kind: "move", index: 1, sigma: 0.1 }).levels;
  expect(down[1]).toBeGreaterThanOrEqual(2 * 1.001);
  expect(down[1]).toBeLessThan(2 * 1.0012);
});

test("the first and the last level stay within the range, one typed beyond it where it is", () => {
  expect(after({ kind: "move", index: 0, sigma: 500 })).toBe(start);
  expect(after({ kind: "move", index: 4, sigma: 1e-5 })).toBe(start);
  const far = { levels: [200, 10, 2], held: [] };
  expect(after({ kind: "move", index: 0, sigma: 300 }, far)).toBe(far);
  expect(after({ kind: "move", index: 0, sigma: 150 }, far).levels[0]).toBe(
    150,
  );
});

test("an arrow key moves by a difference in ln sigma", () => {
  const { levels } = after({ kind: "nudge", index: 1, by: 0.01 });
  expect(Math.log((levels[1] ?? NaN) / 10)).toBeCloseTo(0.01, 4);
});

test("a held level and a last 0 do not move", () => {
  expect(after({ kind: "move", index: 2, sigma: 3 })).toBe(start);
  expect(after({ kind: "nudge", index: 2, by: 0.1 })).toBe(start);
  expect(after({ kind: "move", index: 4, sigma: 0.1 }, zero)).toBe(zero);
  expect(roomToMove(zero.levels, 4, range)).toBeUndefined();
});

test("a typed level is taken to the last digit, held where it was held, and refused out of order", () => {
  expect(after({ kind: "type", index: 2, sigma: 3.123456789 })).toEqual({
    levels: [80, 10, 3.123456789, 0.5, 0.002],
    held: [3.123456789],
  });
  expect(after({ kind: "type", index: 2, sigma: 11 })).toBe(start);
  expect(after({ kind: "type", index: 2, sigma: 0.4 })).toBe(start);
  expect(after({ kind: "type", index: 2, sigma: NaN })).toBe(start);
});

test("at both ends a level may be typed beyond what it may be moved to, and no further than noise goes", () => {
  expect(after({ kind: "type", index: 0, sigma: 200 }).levels[0]).toBe(200);
  expect(after({ kind: "type", index: 4, sigma: 1e-4 }).levels[4]).toBe(1e-4);
  expect(after({ kind: "type", index: 3, sigma: 1e-4 }, zero).levels[3]).toBe(
    1e-4,
  );
  expect(after({ kind: "type", index: 0, sigma: 2e6 })).toBe(start);
  expect(after({ kind: "type", index: 3, sigma: 1e-7 }, zero)).toBe(zero);
});

test("only the last level may be typed to be 0", () => {
  expect(after({ kind: "type", index: 4, sigma: 0 }).levels.at(-1)).toBe(0);
  expect(after({ kind: "type", index: 3, sigma: 0 }, zero)).toBe(zero);
});

test("an added level takes its place in order; one on a neighbour or beyond the ends is none", () => {
  expect(after({ kind: "add", sigma: 1 }).levels).toEqual([
    80, 10, 2, 1, 0.5, 0.002,
  ]);
  expect(after({ kind: "add", sigma: 2.0001 })).toBe(start);
  expect(after({ kind: "add", sigma: 90 })).toBe(start);
  expect(after({ kind: "add", sigma: 0.001 })).toBe(start);
});

test("a level on the curve between two steps lies straight in ln sigma, and none towards 0", () => {
  expect(levelAtStep([100, 1, 0.01], 0.5)).toBe(10);
  expect(levelAtStep([100, 1, 0.01], 1.25)).toBeCloseTo(10 ** -0.5, 4);
  expect(levelAtStep([100, 1, 0], 1.5)).toBeUndefined();
});

test("a removed level is not held any more, and two levels always stay", () => {
  expect(after({ kind: "remove", index: 2 })).toEqual({
    levels: [80, 10, 0.5, 0.002],
    held: [],
  });
  const two = { levels: [80, 0], held: [] };
  expect(after({ kind: "remove", index: 0 }, two)).toBe(two);
});

test("a level is held and let go of; what is no level any more is forgotten", () => {
  const held = after({ kind: "hold", index: 1 }, { ...start, held: [2, 7] });
  expect(held.held).toEqual([10, 2]);
  expect(after({ kind: "hold", index: 2 }, held).held).toEqual([10]);
  expect(after({ kind: "hold", index: 4 }, zero)).toBe(zero);
});

describe("whatever is done", () => {
  const index = fc.nat({ max: 12 });
  const sigma = fc.oneof(
    fc.double({ min: 1e-6, max: 1e3 }),
    fc.constantFrom(0, NaN, Infinity, -1),
  );
  const edits: fc.Arbitrary<LevelEdit> = fc.oneof(
    fc.record({ kind: fc.constant("move" as const), index, sigma }),
    fc.record({ kind: fc.constant("type" as const), index, sigma }),
    fc.record({
      kind: fc.constant("nudge" as const),
      index,
      by: fc.double({ min: -3, max: 3, noNaN: true }),
    }),
    fc.record({ kind: fc.constant("add" as const), sigma }),
    fc.record({ kind: fc.constant("remove" as const), index }),
    fc.record({ kind: fc.constant("hold" as const), index }),
  );
  test("levels fall strictly, at least two, none below 0 and only the last one 0; held ones stay", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(start, zero),
        fc.array(edits, { maxLength: 30 }),
        (first, list) => {
          let edited = first;
          for (const edit of list) {
            const before = edited;
            edited = editLevels(before, edit, ranges);
            const { levels } = edited;
            expect(levels.length).toBeGreaterThanOrEqual(2);
            levels.forEach((level, i) => {
              expect(level).toBeLessThan(levels[i - 1] ?? Infinity);
              expect(level).toBeGreaterThanOrEqual(0);
              if (level === 0) expect(i).toBe(levels.length - 1);
            });
            if (edit.kind === "move" || edit.kind === "nudge")
              expect(levels).toEqual(expect.arrayContaining([...before.held]));
          }
        },
      ),
    );
  });
});

test("what may be typed ends at numbers that can be read, and between the neighbours", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      fc.double({ min: 1.1, max: 80, noNaN: true }),
      (below, above) => {
        const { min, max } = roomToType([above, 1, below], 1, ranges.typed);
        for (const limit of [min, max])
          expect(String(Number(limit.toPrecision(6)))).toBe(String(limit));
        expect(min).toBeGreaterThan(below);
        expect(max).toBeLessThan(above);
        expect(min / below).toBeLessThan(1.0011);
        expect(above / max).toBeLessThan(1.0011);
      },
    ),
  );
});
