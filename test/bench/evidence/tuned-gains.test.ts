import { expect, test } from "vitest";
import { allRows } from "./all-rows.ts";
import { openModel } from "./bench-model.ts";
import { gainsHead, tunedGains } from "./tuned-gains.ts";

test("a row a solver and number of steps, with a ratio that is not above 1 beyond its interval", async () => {
  const model = await openModel("ring-of-8");
  const rows = await allRows(
    tunedGains(model, {
      solvers: ["euler"],
      steps: [2],
      seed: 1,
      samples: 32,
      levels: 17,
      effort: "quick",
      fresh: { seed: 1001, batch: 64, batches: 2, fineSteps: 30 },
    }),
  );
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ["ring-of-8", "euler", "2", "paired"],
  ]);
  for (const row of rows) {
    expect(row).toHaveLength(gainsHead.length);
    for (const cell of [row[4], row[6]]) {
      const [value = NaN, low = NaN, high = NaN] = numbersOf(cell);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      expect(low).toBeLessThanOrEqual(1);
    }
    expect(numbersOf(row[6])[0]).toBeGreaterThanOrEqual(
      numbersOf(row[4])[0] ?? NaN,
    );
  }
});

function numbersOf(cell = ""): number[] {
  return (cell.match(/[\d.]+/g) ?? []).map(Number);
}
