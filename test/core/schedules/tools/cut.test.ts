import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { checkSigmas } from "../../../../core/schedules/check.ts";
import { cut } from "../../../../core/schedules/tools/cut.ts";
import { anySchedule } from "./any-schedule.ts";

const sigmas = [10, 8, 4, 2, 0];

test("at the limits the part begins and ends there, with the schedule's levels between", () => {
  expect(cut(sigmas, 9, 3, "limits")).toEqual([9, 8, 4, 3]);
  expect(cut(sigmas, 8, 2, "limits")).toEqual([8, 4, 2]);
  expect(cut(sigmas, 7, 5, "limits")).toEqual([7, 5]);
  expect(cut(sigmas, 3, 0, "limits")).toEqual([3, 2, 0]);
});

test("at its own levels the part has no other", () => {
  expect(cut(sigmas, 9, 1, "levels")).toEqual([8, 4, 2]);
  expect(cut(sigmas, 8, 2, "levels")).toEqual([8, 4, 2]);
});

test("nothing is cut where a limit lies outside", () => {
  expect(cut(sigmas, 80, 0, "limits")).toEqual(sigmas);
  expect(cut([10, 8, 4], 80, 0, "limits")).toEqual([10, 8, 4]);
  fc.assert(
    fc.property(anySchedule(), (all) => {
      expect(cut(all, 1e6, 0, "limits")).toEqual(all);
      expect(cut(all, 1e6, 0, "levels")).toEqual(all);
    }),
  );
});

test("any limits inside a schedule give a schedule between them", () => {
  fc.assert(
    fc.property(
      anySchedule(),
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()),
      (all, [place, toEnd]) => {
        const first = all[0] ?? NaN;
        const last = all.at(-1) ?? NaN;
        const from = first - place * 0.9 * (first - last);
        const to = toEnd ? last : last + 0.05 * (first - last);
        const part = checkSigmas(cut(all, from, to, "limits"), "it");
        expect([part[0], part.at(-1)]).toEqual([from, to]);
      },
    ),
  );
});

test("a part without a step is refused in a sentence", () => {
  const sentence = (from: number, to: number, what: string) =>
    new BadInput(
      `no step of the schedule from 10 to 0 lies between ${from} and ${to}, ${what}`,
    );
  expect(() => cut(sigmas, 7, 5, "levels")).toThrow(
    sentence(7, 5, "nor any of its levels"),
  );
  expect(() => cut(sigmas, 5, 3, "levels")).toThrow(
    sentence(5, 3, "only the level 4"),
  );
  expect(() => cut(sigmas, 20, 15, "limits")).toThrow(
    sentence(20, 15, "nor any of its levels"),
  );
  expect(() => cut(sigmas, 20, 10, "limits")).toThrow(
    sentence(20, 10, "only the level 10"),
  );
  expect(() => cut(sigmas, 3, 3, "limits")).toThrow(
    new BadInput(
      "the level to begin at must be above the level to end at, got 3 and 3",
    ),
  );
});
