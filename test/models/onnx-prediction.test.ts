import { expect, test } from "vitest";
import { findModelSampling } from "../../core/model-sampling/models.ts";
import { loadDenoiser } from "../../models/load.ts";
import type { ManifestValues } from "../../models/model-reference.ts";
import { networkModel } from "./onnx-networks.ts";
import {
  classMeans,
  conditionalModel,
  gaussianDenoised,
  gaussianMean,
  onnxFile,
} from "./onnx-samples.ts";
import type { OnnxGraph } from "./onnx-writer.ts";

async function load(graph: OnnxGraph, manifest: ManifestValues) {
  return loadDenoiser({ kind: "onnx", path: onnxFile(graph), manifest });
}

async function failure(
  graph: OnnxGraph,
  manifest: ManifestValues,
): Promise<string> {
  const loading = load(graph, manifest);
  return loading.then(
    () => "it was loaded",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
}

const { sigmas } = findModelSampling("sd15");
const x = Float32Array.of(3, -1, 0.5, 20, -8, 0);
const levels = Float64Array.of(
  sigmas[20] ?? NaN,
  sigmas[500] ?? NaN,
  sigmas[900] ?? NaN,
);

async function expectGaussian(
  graph: OnnxGraph,
  manifest: ManifestValues,
): Promise<void> {
  const model = await load(graph, manifest);
  expect(model.shape).toEqual([2]);
  const got = await model.denoise(x, levels);
  expect(got).toBeInstanceOf(Float32Array);
  x.forEach((value, i) => {
    const wanted = gaussianDenoised(
      value,
      levels[i >> 1] ?? NaN,
      gaussianMean[i % 2] ?? NaN,
    );
    expect(Math.abs((got[i] ?? NaN) - wanted)).toBeLessThan(
      2e-5 * (1 + Math.abs(value)),
    );
  });
  await model.dispose();
}

const table = { model_sampling: "sd15" };
const predicting = ["epsilon", "v", "sample"] as const;

test.each(predicting)(
  "a network of %s over Stable Diffusion's levels gives the closed form",
  async (prediction) => {
    await expectGaussian(networkModel(prediction), { prediction, ...table });
  },
);

test.each(["int32", "float32", "float64"] as const)(
  "a timestep of %s is fed as the file says",
  async (type) => {
    await expectGaussian(networkModel("epsilon", { type }), {
      prediction: "epsilon",
      ...table,
    });
  },
);

test("a scalar timestep is fed one noise level at a time", async () => {
  await expectGaussian(networkModel("v", { shape: [] }), {
    prediction: "v",
    ...table,
  });
});

test("a network's classes may be called y, with a number that stands for none", async () => {
  const model = await load(networkModel("v", { classes: true }), {
    prediction: "v",
    class_count: 2,
    unconditional_class: 2,
    ...table,
  });
  expect(model.classCount).toBe(2);
  const [level = NaN] = levels;
  const got = await model.denoise(
    x.slice(0, 4),
    new Float64Array(2).fill(level),
    Int32Array.of(1, -1),
  );
  const means = [...classMeans[1], ...classMeans[2]];
  got.forEach((value, i) => {
    const wanted = gaussianDenoised(x[i] ?? NaN, level, means[i] ?? NaN);
    expect(value).toBeCloseTo(wanted, 4);
  });
  await model.dispose();
});

test("a flow's network gives the closed form, its time counted as stated", async () => {
  const flow = { prediction: "flow", timestep_scale: 1000 } as const;
  await expectGaussian(networkModel("flow"), flow);
});

test("what a network predicts is read from the file's metadata, and shown", async () => {
  const metadata = { prediction: "v", model_sampling: "sdxl" };
  const model = await load({ ...networkModel("v"), metadata }, {});
  expect(model.description).toMatchObject({
    sigmaMin: sigmas[0],
    sigmaMax: sigmas.at(-1),
    sigmaData: 1,
  });
  const source = "metadata of the file";
  for (const fact of [
    ["predicts", "v = (n − sigma x_0) / √(1 + sigma²)", source],
    ["training schedule", "sdxl", source],
    ["input", "timestep int64 [N]", "graph"],
    ["sigma max", String(sigmas.at(-1)), "training schedule sdxl"],
  ])
    expect(model.description.facts).toContainEqual(fact);
  await model.dispose();
});

test("a flow's noise levels reach from a thousandth of its time to all but a thousandth", async () => {
  const model = await load(networkModel("flow"), {
    prediction: "flow",
    timestep_scale: 1,
  });
  expect(model.description.sigmaMin).toBeCloseTo(1 / 999, 12);
  expect(model.description.sigmaMax).toBeCloseTo(999, 6);
  expect(model.description.facts).toContainEqual([
    "time of 1",
    "1",
    "set here",
  ]);
  await model.dispose();
});

test.each<[string, OnnxGraph, ManifestValues, string]>([
  [
    "no training schedule",
    networkModel("epsilon"),
    { prediction: "epsilon" },
    'model.onnx predicts the noise n but does not say which noise levels it was trained at: give "model_sampling" in a JSON beside the file, one of sd15, ',
  ],
  [
    "no scale of a flow's time",
    networkModel("flow"),
    { prediction: "flow" },
    `model.onnx predicts a flow's velocity but does not say how its time is counted: give "timestep_scale" in a JSON beside the file, 1 for a time from 0 to 1 or 1000 for one to 1000, or in the Model node`,
  ],
  [
    "a training schedule for a flow",
    networkModel("flow"),
    { prediction: "flow", timestep_scale: 1, model_sampling: "sd15" },
    "model_sampling of model.onnx is sd15, but the time of a flow needs no training schedule: leave it out",
  ],
  [
    "a flow's scale for a training schedule",
    networkModel("v"),
    { prediction: "v", timestep_scale: 1000, ...table },
    "timestep_scale of model.onnx is 1000, but that is for a flow; the time over a training schedule is the place in it: leave it out",
  ],
  [
    "whole times for a schedule without places",
    networkModel("v"),
    { prediction: "v", model_sampling: "svd" },
    "timestep of model.onnx takes int64 numbers, but its times are not whole (training schedule svd): export the model with a float32 timestep",
  ],
  [
    "a flow's times for noise",
    networkModel("epsilon"),
    { prediction: "epsilon", model_sampling: "sd3" },
    "model_sampling of model.onnx is sd3, whose levels are times of a flow; a network that predicts the noise n needs one of sd15, ",
  ],
  [
    "a level above the training schedule's",
    networkModel("v"),
    { prediction: "v", sigma_max: 80, ...table },
    "sigma_max of model.onnx must be at most 14.615, the highest noise level of sd15, got 80",
  ],
  [
    "whole times for a flow",
    networkModel("v"),
    { prediction: "flow", timestep_scale: 1000 },
    "timestep of model.onnx takes int64 numbers, but its times are not whole (flow's time 0.001 to 0.999): export the model with a float32 timestep",
  ],
  [
    "an input sigma",
    conditionalModel(),
    { prediction: "epsilon", ...table },
    "model.onnx is not a network of the kind that is read here: it has the inputs class_labels float32 [N, 3], x float32 [N, 2], sigma float32 [N] and the output denoised float32 [N, 2], wanted the inputs x or sample float32 [N, …], timestep or timesteps or t [N] and perhaps class_labels or y, and one output",
  ],
])(
  "a network with %s is refused in one sentence",
  async (_, graph, manifest, sentence) => {
    expect(await failure(graph, manifest)).toContain(sentence);
  },
);

test("failures name the time, as the file calls it", async () => {
  const model = await load(networkModel("epsilon"), {
    prediction: "epsilon",
    ...table,
  });
  await expect(
    model.denoise(Float32Array.of(Infinity, 1), levels.slice(1, 2)),
  ).rejects.toThrow(
    /^model\.onnx gave -?(Infinity|NaN) for sample 1 of 1 at timestep 500, wanted finite numbers$/,
  );
  await model.dispose();
});
