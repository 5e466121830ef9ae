import { expect, test } from "vitest";
import { allRows } from "./all-rows.ts";
import { evaluationsToOptimum } from "./evaluations-to-optimum.ts";
import { exactToy } from "./exact-toys.ts";

test("exact comes within 1 % with a pass that is large enough, coordinate does not in a few sweeps, and costs more", async () => {
  const rows = await allRows(
    evaluationsToOptimum(exactToy("grid-of-25"), {
      passes: [
        { levels: 17, samples: 32 },
        { levels: 65, samples: 4096 },
        { levels: 65, samples: 8192 },
      ],
      seeds: [5],
      coordinateSamples: 128,
      mostSweeps: 4,
    }),
  );
  // what comes after the first that is within is not tried
  expect(rows.map((row) => [row[1], row[4], row[5]])).toEqual([
    ["exact", "no", (17 * 32).toLocaleString("en")],
    ["exact", "yes", (65 * 4096).toLocaleString("en")],
    ["coordinate", "no", rows[2]?.[5]],
  ]);
  const nfe = Number(rows[2]?.[5]?.replaceAll(",", ""));
  expect(rows[2]?.[6]).toBe(`more than ${(nfe / 65 / 4096).toFixed(0)}`);
});

test("a toy whose KLUB is not known is refused", () => {
  expect(() => exactToy("checkerboard")).toThrow(
    "checkerboard is no mixture of Gaussians",
  );
});
