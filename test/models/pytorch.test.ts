import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";

const folder = new URL("../fixtures/onnx/", import.meta.url).pathname;

interface Numbers {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Fixtures {
  readonly models: readonly {
    readonly file: string;
    readonly sha256: string;
    readonly cases: readonly {
      readonly inputs: {
        readonly x: Numbers;
        readonly sigma: Numbers;
        readonly class_labels?: Numbers;
      };
      readonly outputs: { readonly denoised: Numbers };
    }[];
  }[];
}

const fixtures = JSON.parse(
  readFileSync(`${folder}pytorch-fixtures.json`, "utf8"),
) as Fixtures;

/** Class numbers, whether they were given as numbers or as one-hot rows (a row of zeros is no class). */
function classesOf(labels: Numbers | undefined): Int32Array | undefined {
  if (!labels) return undefined;
  const [count = 0, width] = labels.shape;
  if (width === undefined) return Int32Array.from(labels.data);
  return Int32Array.from({ length: count }, (_, row) =>
    labels.data.slice(row * width, (row + 1) * width).indexOf(1),
  );
}

for (const { file, sha256, cases } of fixtures.models)
  test(`${file} of PyTorch's exporter gives PyTorch's numbers`, async () => {
    const model = await loadDenoiser(await resolveModel(file, folder));
    expect(model.description.sha256).toBe(sha256);
    for (const { inputs, outputs } of cases) {
      expect(model.shape).toEqual(inputs.x.shape.slice(1));
      const denoised = await model.denoise(
        Float32Array.from(inputs.x.data),
        Float32Array.from(inputs.sigma.data),
        classesOf(inputs.class_labels),
      );
      expect(denoised).toHaveLength(outputs.denoised.data.length);
      outputs.denoised.data.forEach((wanted, index) => {
        expect(Math.abs((denoised[index] ?? NaN) - wanted)).toBeLessThan(1e-4);
      });
    }
    await model.dispose();
  });

test("metadata inside the file says sigmas, range and licence", async () => {
  const model = await loadDenoiser(
    await resolveModel("pytorch-conv.onnx", folder),
  );
  expect(model.description).toMatchObject({
    title: "pytorch-conv",
    shape: [3, 16, 16],
    classCount: 0,
    sigmaMin: 0.002,
    sigmaMax: 80,
    sigmaData: 0.5,
    valueRange: [-1, 1],
  });
  expect(model.description.facts).toContainEqual([
    "licence",
    "CC0-1.0",
    "metadata of the file",
  ]);
  await model.dispose();
});

test("the JSON beside the file names its classes, and may be named instead of it", async () => {
  const model = await loadDenoiser(
    await resolveModel("pytorch-conditional.json", folder),
  );
  expect(model.description.title).toBe("PyTorch fixture with classes");
  expect(model.description.labels).toEqual([
    "circle",
    "square",
    "triangle",
    "star",
  ]);
  await model.dispose();
});

test("a model that takes class numbers refuses to run without a class", async () => {
  const model = await loadDenoiser(
    await resolveModel("pytorch-conditional-index.onnx", folder),
  );
  await expect(
    model.denoise(new Float32Array(64), Float32Array.of(1)),
  ).rejects.toThrow(
    'pytorch-conditional-index.onnx takes class numbers and has no "no class", which guidance needs too: choose a class from 0 to 3, or say "unconditional_class" in a JSON beside the file',
  );
  await model.dispose();
});
