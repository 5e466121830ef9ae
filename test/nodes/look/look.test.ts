import { expect, test } from "vitest";
import type { SamplesValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const samples: SamplesValue = {
  data: Float64Array.of(1, 2, 3, 4, 5, 6),
  count: 3,
  shape: [2],
  reference: Float32Array.of(1, 2, 3, 4, 5, 6, 100, 100),
  path: [
    Float64Array.of(10, 20, 30, 40),
    Float64Array.of(5, 6, 7, 8),
    Float64Array.of(1, 2, 3, 4),
  ],
  nfe: 2,
};

test("Scatter Plot draws points over the data, and each path from noise to sample", async () => {
  const { views } = await runNode("look/scatter-plot", {
    samples,
    trajectories: 5,
  });
  expect(views).toEqual([
    {
      kind: "scatter",
      points: Float32Array.of(1, 2, 3, 4, 5, 6),
      reference: samples.reference,
      trajectories: [
        Float32Array.of(10, 20, 5, 6, 1, 2),
        Float32Array.of(30, 40, 7, 8, 3, 4),
      ],
      caption: "distance to data 0.00 · 3 samples · 2 NFE",
    },
  ]);
});

test("Scatter Plot without data and paths has neither", async () => {
  const { views } = await runNode("look/scatter-plot", {
    samples,
    data: false,
  });
  expect(views[0]).not.toHaveProperty("reference");
  expect(views[0]).not.toHaveProperty("trajectories");
});

test("Scatter Plot of pictures says what it draws", async () => {
  await expect(
    runNode("look/scatter-plot", { samples: { ...samples, shape: [1, 1, 2] } }),
  ).rejects.toThrow("Scatter Plot draws samples of shape [2], got [1, 1, 2]");
});

test("Preview Image makes one picture of points", async () => {
  const { views } = await runNode("look/preview-image", { samples });
  expect(views).toMatchObject([{ kind: "image", width: 512, height: 512 }]);
});

test("Plot Schedules draws each schedule over its steps, without the ending 0, the first one strong", async () => {
  const a = { sigmas: Float64Array.of(80, 1, 0), ending: "zero", source: "A" };
  const c = { sigmas: Float64Array.of(2, 1), ending: "sigma-min", source: "C" };
  const { views } = await runNode("look/plot-schedules", { a, c });
  expect(views).toMatchObject([
    {
      kind: "lines",
      y: { label: "σ", scale: "log" },
      series: [
        {
          name: "A, 2 steps",
          x: Float64Array.of(0, 0.5),
          y: Float64Array.of(80, 1),
          emphasis: true,
        },
        {
          name: "C, 1 step",
          x: Float64Array.of(0, 1),
          y: Float64Array.of(2, 1),
          emphasis: false,
        },
      ],
    },
  ]);
  await expect(runNode("look/plot-schedules", {})).rejects.toThrow(
    "no schedule is linked to Plot Schedules, wanted one to four",
  );
});
