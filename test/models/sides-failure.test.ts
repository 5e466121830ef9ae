import { expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { NotFinite } from "../../core/not-finite.ts";
import { loadDenoiser } from "../../models/load.ts";
import { tellingSides } from "../../models/sides-failure.ts";
import { convolutionModel, onnxFile } from "./onnx-samples.ts";
import type { OnnxGraph } from "./onnx-writer.ts";

/** Pictures of one channel, of which every 4 × 4 pixels are pooled, spread again, and added. */
function poolingModel(): OnnxGraph {
  const fours = { kernel_shape: [4, 4], strides: [4, 4] };
  return {
    inputs: [
      { name: "x", shape: ["N", 1, "H", "W"] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 1, "H", "W"] }],
    nodes: [
      { op: "MaxPool", inputs: ["x"], outputs: ["pooled"], attributes: fours },
      {
        op: "ConvTranspose",
        inputs: ["pooled", "ones"],
        outputs: ["spread"],
        attributes: fours,
      },
      { op: "Add", inputs: ["x", "spread"], outputs: ["sum"] },
      { op: "Reshape", inputs: ["sigma", "column"], outputs: ["s"] },
      { op: "Mul", inputs: ["s", "zero"], outputs: ["nothing"] },
      { op: "Add", inputs: ["sum", "nothing"], outputs: ["denoised"] },
    ],
    constants: {
      ones: { shape: [1, 1, 4, 4], data: Array.from({ length: 16 }, () => 1) },
      column: { type: "int64", shape: [4], data: [-1, 1, 1, 1] },
      zero: { shape: [], data: [0] },
    },
  };
}

async function denoised(graph: OnnxGraph, shape: readonly number[]) {
  const model = await loadDenoiser({
    kind: "onnx",
    path: onnxFile(graph, "net.onnx"),
    manifest: { shape },
  });
  const size = shape.reduce((product, axis) => product * axis, 1);
  return model.denoise(new Float32Array(size), new Float32Array([1]));
}

test("sides that a network cannot halve are told with what they must divide by, and the sizes beside them", async () => {
  await expect(denoised(poolingModel(), [1, 30, 16])).rejects.toThrow(
    /^net\.onnx cannot compute samples of 16 × 30 pixels: it halves their sides, which must divide by 4; take 28 or 32 in place of 30$/,
  );
  await expect(denoised(poolingModel(), [1, 2, 30])).rejects.toThrow(
    "which must divide by 4; take 4 in place of 2, and 28 or 32 in place of 30",
  );
  expect(await denoised(poolingModel(), [1, 28, 16])).toHaveLength(448);
});

test("a network that halves nothing takes any sides", async () => {
  expect(await denoised(convolutionModel("S"), [3, 7, 5])).toHaveLength(105);
});

const failing = (failure: Error, works: (side: number) => boolean) =>
  tellingSides(() => Promise.reject(failure), {
    model: "a network",
    shape: [4, 10, 10],
    pixels: 8,
    anySide: true,
    probe: async ([, side = 0]) => {
      if (!works(side)) throw new BadInput("no");
    },
  })(new Float32Array(400), new Float32Array([1]));

test("a failure that other sides do not mend, and an answer that is not finite, stay as they are", async () => {
  const broken = new BadInput("it is broken");
  await expect(failing(broken, () => false)).rejects.toBe(broken);
  await expect(failing(broken, () => true)).rejects.toBe(broken);
  const wrong = new NotFinite({ model: "a", value: NaN, row: 0 }, "NaN");
  await expect(failing(wrong, (side) => side % 4 === 0)).rejects.toBe(wrong);
});

test("of latents the sides are told in pixels", async () => {
  await expect(
    failing(new BadInput("it is broken"), (side) => side % 4 === 0),
  ).rejects.toThrow(
    "a network cannot compute samples of 80 × 80 pixels: it halves their sides, which must divide by 32; take 64 or 96 in place of 80",
  );
});
