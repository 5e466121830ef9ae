import { expect, test } from "vitest";
import { allRows } from "./all-rows.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { openModel } from "./bench-model.ts";
import { comparedPictures } from "./compared-pictures.ts";
import { comparedSchedules, methods } from "./compared-schedules.ts";
import { gridStd, gridToy } from "./grid-mixtures.ts";
import {
  likelihoodOf,
  logDensityOf,
  table4Head,
  table4Rows,
} from "./table-4.ts";

const toy = gridToy({ name: "3x2", columns: 3, rows: 2, solver: "ddim" });
const model = await openModel("3x2", { kind: "toy", toy });
const logDensity = logDensityOf(toy);
const range = { sigmaMin: 0.002, sigmaMax: 80, ending: "sigma-min" } as const;
const fresh = { seed: 1001, batch: 512, batches: 4, fineSteps: 10 };

test("the grid's corners are those of [−1, 1]², and its middle is where it should be", () => {
  if (toy.kind !== "gaussian-mixture") throw new Error(toy.kind);
  expect(toy.means).toEqual([
    [-1, -1],
    [-1, 1],
    [0, -1],
    [0, 1],
    [1, -1],
    [1, 1],
  ]);
});

test("with many steps the negative log likelihood is the data's own, with few it is above it", async () => {
  const edm = (steps: number) => ({
    title: `EDM ${steps}`,
    schedules: [buildSchedule("edm", { ...range, steps }).sigmas],
  });
  const rows = await allRows(
    table4Rows(model, {
      solver: "stochastic-ddim",
      compared: [edm(6), edm(300)],
      fresh,
      logDensity,
      paper: { "EDM 6": "1.5" },
    }),
  );
  const [few, many] = rows;
  expect(few?.slice(0, 3)).toEqual(["3x2", "stochastic-ddim", "EDM 6"]);
  expect(few).toHaveLength(table4Head([6]).length);
  expect([few?.[4], many?.[4]]).toEqual(["1.5", ""]);
  const entropy = Math.log(6) + 1 + Math.log(2 * Math.PI * gridStd ** 2);
  expect(Math.abs(numberOf(many?.[3]) - entropy)).toBeLessThan(0.15);
  expect(numberOf(few?.[3])).toBeGreaterThan(entropy + 1);
  expect(numberOf(many?.[5])).toBeLessThan(numberOf(few?.[5]));
});

test("six origins of schedules are compared, one for each number of steps, and their samples are drawn", async () => {
  const compared = await comparedSchedules(model, "ddim", {
    steps: [3, 4],
    methods,
    seed: 1,
    levels: 17,
    effort: "quick",
    samples: { coordinate: 32, exact: 64, tuned: 64 },
    stopping: likelihoodOf(model, "ddim", logDensity, {
      ...fresh,
      batches: 1,
      seed: 1,
    }),
  });
  expect(compared.map(({ title }) => title)).toEqual([
    "EDM",
    "LogSNR",
    "coordinate",
    "coordinate, stopped by NLL",
    "exact",
    "tuned",
  ]);
  for (const { schedules } of compared)
    expect(schedules.map(({ length }) => length)).toEqual([4, 5]);
  const picture = await comparedPictures(model, {
    solver: "ddim",
    schedules: compared.map(({ schedules }) => schedules[0] ?? []),
    count: 50,
    seed: 1001,
    fineSteps: 10,
  });
  // seven pictures of 512 pixels in three columns, with lines of 16 between them
  expect([picture.width, picture.height]).toEqual([1568, 1568]);
  expect(picture.pixels.some((value) => value < 255)).toBe(true);
});

function numberOf(cell = ""): number {
  return Number(cell.match(/-?[\d.]+/)?.[0]);
}
