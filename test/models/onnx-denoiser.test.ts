import { expect, test } from "vitest";
import { loadDenoiser, type LoadedModel } from "../../models/load.ts";
import type { ManifestValues } from "../../models/model-reference.ts";
import {
  classMeans,
  conditionalModel,
  convolutionModel,
  failingModel,
  gaussianDenoised,
  gaussianMean,
  gaussianModel,
  indexModel,
  notFiniteModel,
  onnxFile,
} from "./onnx-samples.ts";
import type { OnnxGraph } from "./onnx-writer.ts";

async function load(
  graph: OnnxGraph,
  manifest?: ManifestValues,
): Promise<LoadedModel> {
  const path = onnxFile(graph);
  return loadDenoiser({
    kind: "onnx",
    path,
    ...(manifest ? { manifest } : {}),
  });
}

const x = Float32Array.of(3, -1, 0.5, 20, -8, 0);
const sigma = Float32Array.of(0.1, 2, 80);

/** D of the Gaussian for `x` and these sigmas, by formula. */
function expected(
  sigmas: ArrayLike<number>,
  means: readonly (readonly number[])[],
): number[] {
  return Array.from(x, (value, index) =>
    gaussianDenoised(
      value,
      sigmas[Math.floor(index / 2)] ?? NaN,
      means[Math.floor(index / 2)]?.[index % 2] ?? NaN,
    ),
  );
}

function expectClose(got: ArrayLike<number>, wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((value, index) => {
    expect(Math.abs((got[index] ?? NaN) - value)).toBeLessThan(
      1e-5 * (1 + Math.abs(value)),
    );
  });
}

const sameMeans = [gaussianMean, gaussianMean, gaussianMean];

test("a Gaussian's denoiser gives the closed form, each sample at its own sigma", async () => {
  const model = await load(gaussianModel());
  expect(model).toMatchObject({ shape: [2], classCount: 0 });
  expectClose(await model.denoise(x, sigma), expected(sigma, sameMeans));
  await model.dispose();
});

test("inputs in another order, and x in double precision, change nothing", async () => {
  const model = await load(gaussianModel({ inputsReversed: true }));
  const got = await model.denoise(
    Float64Array.from(x),
    Float64Array.from(sigma),
  );
  expect(got).toBeInstanceOf(Float64Array);
  expectClose(got, expected(sigma, sameMeans));
  await model.dispose();
});

test.each([
  ["[1]", [1]],
  ["a scalar", []],
])(
  "a sigma declared as %s is fed one noise level at a time",
  async (_, shape) => {
    const model = await load(gaussianModel({ sigma: shape }));
    expectClose(await model.denoise(x, sigma), expected(sigma, sameMeans));
    const same = Float32Array.of(2, 2, 2);
    expectClose(await model.denoise(x, same), expected(same, sameMeans));
    await model.dispose();
  },
);

test.each([1, 2, 3, 5])(
  "a file that fixes its batch at %i gives the same for three samples",
  async (batch) => {
    const model = await load(gaussianModel({ batch }));
    expectClose(await model.denoise(x, sigma), expected(sigma, sameMeans));
    await model.dispose();
  },
);

test("a one-hot model shifts to the mean of each class; -1 is all zeros", async () => {
  const model = await load(conditionalModel());
  expect(model.classCount).toBe(3);
  expectClose(
    await model.denoise(x, sigma, Int32Array.of(2, 0, -1)),
    expected(sigma, [classMeans[2], classMeans[0], [0, 0]]),
  );
  expectClose(
    await model.denoise(x, sigma),
    expected(sigma, [
      [0, 0],
      [0, 0],
      [0, 0],
    ]),
  );
  await model.dispose();
});

test.each(["int64", "int32"] as const)(
  "a model of %s class numbers shifts to the mean of each class",
  async (type) => {
    const model = await load(indexModel(type), { class_count: 3 });
    expectClose(
      await model.denoise(x, sigma, Int32Array.of(2, 0, 1)),
      expected(sigma, [classMeans[2], classMeans[0], classMeans[1]]),
    );
    await expect(
      model.denoise(x, sigma, Int32Array.of(0, 3, 0)),
    ).rejects.toThrow("the class for model.onnx must be from 0 to 2, got 3");
    await model.dispose();
  },
);

test("a class number that stands for no class is fed where no class is asked for", async () => {
  const model = await load(indexModel(), {
    class_count: 2,
    unconditional_class: 2,
  });
  expect(model.classCount).toBe(2);
  expectClose(
    await model.denoise(x, sigma, Int32Array.of(1, -1, 0)),
    expected(sigma, [classMeans[1], classMeans[2], classMeans[0]]),
  );
  await model.dispose();
});

test("a convolution on images gives the sum by hand", async () => {
  const model = await load(convolutionModel());
  expect(model.shape).toEqual([3, 8, 8]);
  const image = Float32Array.from({ length: 2 * 192 }, (_, index) =>
    Math.sin(index),
  );
  const sigmas = Float32Array.of(0.5, 3);
  const got = await model.denoise(image, sigmas);
  const wanted = Array.from(image, (value, index) => {
    const left = index % 8 === 0 ? 0 : (image[index - 1] ?? NaN);
    const level = sigmas[Math.floor(index / 192)] ?? NaN;
    return (0.25 / (0.25 + level ** 2)) * (value + 0.25 * left);
  });
  expectClose(got, wanted);
  await model.dispose();
});

test("free image axes take the shape that was set", async () => {
  await expect(load(convolutionModel("S"))).rejects.toThrow(
    'model.onnx leaves the shape of its samples open (x float32 [N, 3, any, any]): say it as "shape" in a JSON beside the file, for example [3, 32, 32], or in the Model node',
  );
  const model = await load(convolutionModel("S"), { shape: [3, 4, 6] });
  expect(
    await model.denoise(new Float32Array(72), Float32Array.of(1)),
  ).toHaveLength(72);
  await model.dispose();
  await expect(
    load(convolutionModel("S"), { shape: [1, 4, 6] }),
  ).rejects.toThrow(
    "the shape [1, 4, 6] does not fit model.onnx, which takes x float32 [N, 3, any, any]",
  );
});

test("a model that fails while running is named, with batch, sigma and what onnxruntime said", async () => {
  const model = await load(failingModel());
  await expect(model.denoise(x, sigma)).rejects.toThrow(
    /^model\.onnx failed while running at batch 3, sigma 0\.1\d* to 80: .*Reshape/,
  );
  await expect(
    model.denoise(x.subarray(0, 2), Float32Array.of(80)),
  ).rejects.toThrow(/at batch 1, sigma 80: /);
  await model.dispose();
});

test("a value that is not finite is named with its sample and sigma", async () => {
  const model = await load(notFiniteModel());
  await expect(
    model.denoise(Float32Array.of(1, 1, 1, 1), Float32Array.of(5, 2)),
  ).rejects.toThrow(
    "model.onnx gave Infinity for sample 1 of 2 at sigma 5, wanted finite numbers",
  );
  await model.dispose();
});

test("a batch of another length than the shape says is refused", async () => {
  const model = await load(gaussianModel());
  await expect(model.denoise(x, Float32Array.of(1))).rejects.toThrow(
    "x for model.onnx must hold 1 samples of shape [2], got 6 numbers",
  );
  await model.dispose();
});

test("a model of float16 is fed and read in float32", async () => {
  const model = await load({
    inputs: [
      { name: "x", type: "float16", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", type: "float16", shape: ["N", 2] }],
    nodes: [{ op: "Add", inputs: ["x", "x"], outputs: ["denoised"] }],
  });
  const given = await model.denoise(
    Float32Array.of(1, -2.5, 0.1, 30000),
    Float32Array.of(1, 1),
  );
  expect([...given]).toEqual([2, -5, 0.199951171875, 60000]);
  await model.dispose();
});
