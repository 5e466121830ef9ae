import { expect, test } from "vitest";
import { checkSigmas } from "../../../core/schedules/check.ts";
import type { ReportValue } from "../../../engine/report.ts";
import type { ImageValue } from "../../../engine/values.ts";
import { modelOf, optimized } from "./optimized.ts";

test("a model without known data is optimized with its own samples, whose evaluations count", async () => {
  const file = new URL(
    "../../fixtures/onnx/pytorch-conditional.onnx",
    import.meta.url,
  ).pathname;
  const { schedule, views } = await optimized({
    model: await modelOf({ model: "file", path: file, class: "1" }),
    samples: 16,
    levels: 17,
    sigma_min: 0.02,
  });
  expect(checkSigmas([...schedule.sigmas], "it")).toHaveLength(6);
  expect(views[0]?.kind === "lines" && views[0].caption).toContain(
    `16 samples of the model's own samples, 17 noise levels · ${16 * (17 + 35)} evaluations`,
  );
});

test("samples in the graph are what it optimizes for, if they are clean and of the model's shape", async () => {
  const data = {
    data: Float64Array.from({ length: 64 }, (_, k) => Math.sin(k)),
    count: 32,
    shape: [2],
    nfe: 0,
  };
  const values = { samples: 64, levels: 17 };
  const own = await optimized(values);
  // a Sampler's own samples are at the last level of its schedule
  const sampled = { ...data, level: 0.002 };
  const given = await optimized({ ...values, data: sampled });
  expect(given.schedule.klub).not.toBe(own.schedule.klub);
  const [lines] = given.views;
  expect(lines?.kind === "lines" && lines.caption).toContain(
    "64 samples of the samples given as data",
  );
  await expect(
    optimized({ ...values, data: { ...data, level: 0.5 } }),
  ).rejects.toThrow("data must be samples without noise");
  await expect(
    optimized({ ...values, data: { ...data, count: 16, shape: [4] } }),
  ).rejects.toThrow("samples of the model's shape [n, 2], got [16, 4]");
});

test("pictures are brought to the model's size, channels and values, and a model of something else refuses them", async () => {
  const file = new URL("../../fixtures/onnx/pytorch-conv.onnx", import.meta.url)
    .pathname;
  const network = await modelOf({ model: "file", path: file });
  const pictures: ImageValue = {
    pixels: Float32Array.from(
      { length: 8 * 3 * 12 * 16 },
      (_, k) => (k % 7) / 6,
    ),
    count: 8,
    shape: [3, 12, 16],
  };
  const { views, warnings } = await optimized({
    model: network,
    data: pictures,
    samples: 16,
    levels: 17,
    sigma_min: network.sigmaMin,
    sigma_max: network.sigmaMax,
  });
  const [, height, width] = network.shape;
  expect(views[0]?.kind === "lines" && views[0].caption).toContain(
    `16 samples of the samples given as data, 17 noise levels · cropped or resized from 16 × 12 to ${width} × ${height} pixels`,
  );
  expect(warnings).toEqual([
    "16 samples are few for 17 noise levels: much of the result is chance, take at least 17 samples or fewer levels",
    "16 samples were asked for and 8 given: each is used 2 times on average, with other noise",
  ]);
  await expect(
    optimized({
      model: { ...network, latents: { factor: 8, anySize: true } },
      data: pictures,
    }),
  ).rejects.toThrow("are latents of pictures, got pictures: put a VAE Encode");
  await expect(optimized({ data: pictures })).rejects.toThrow(
    "pictures can be the data of a model of pictures ([1 or 3, height, width]) only, and the samples of Ring of 8 have the shape [2]",
  );
});

test("noise levels that the model was not trained for are warned of with both numbers", async () => {
  const trained = { ...(await modelOf()), sigmaMin: 0.01, sigmaMax: 40 };
  const { warnings } = await optimized({ model: trained, samples: 128 });
  expect(warnings).toEqual([
    "sigma min 0.002 is below the lowest noise level that Ring of 8 was trained for, 0.01",
    "sigma max 80 is above the highest noise level that Ring of 8 was trained for, 40",
  ]);
  const { outputs } = await optimized({ model: trained, samples: 128 });
  expect((outputs["report"] as ReportValue).warnings).toEqual(warnings);
  expect((await optimized()).warnings).toEqual([]);
});

test("samples that disagree on the schedule are warned of, in the report too", async () => {
  const { warnings, outputs } = await optimized({ samples: 66, steps: [10] });
  expect(warnings).toEqual([
    expect.stringMatching(
      /^66 samples are few for 65 noise levels: the KLUB of a schedule fitted to one half of them is [\d.]+ % higher by the other half/,
    ),
  ]);
  expect((outputs["report"] as ReportValue).warnings).toEqual(warnings);
});
