import { describe, expect, test } from "vitest";
import { fromHalf, toHalf } from "../../models/half.ts";
import { loadDenoiser } from "../../models/load.ts";
import {
  conditionalModel,
  gaussianDenoised,
  gaussianMean,
  gaussianModel,
  onnxFile,
} from "./onnx-samples.ts";
import type { OnnxGraph, ValueInfo } from "./onnx-writer.ts";

// to be run on Node 20, where float16 tensors hold Uint16Arrays, and on Node 24, which has Float16Array:
// npx -y node@24 node_modules/.bin/vitest run test/models/onnx-half.test.ts

describe("float16's bits", () => {
  test("every number of float16 comes back as itself", () => {
    const all = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits);
    const numbers = fromHalf(all);
    const back = toHalf(numbers);
    expect(
      all.filter(
        (bits, index) => !Number.isNaN(numbers[index]) && back[index] !== bits,
      ),
    ).toHaveLength(0);
  });

  test.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65519, 0x7bff],
    [65520, 0x7c00],
    [2 ** -24, 1],
    [2 ** -25, 0],
    [1.5 * 2 ** -24, 2],
    // halfway: to the even one
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [0.002, 0x1819],
  ])("%f is %i", (value, bits) => {
    expect([...toHalf([value])]).toEqual([bits]);
  });
});

/** A model that computes in float32 between float16 edges. */
function withHalfEdges(graph: OnnxGraph, halves: readonly string[]): OnnxGraph {
  const edge = (value: ValueInfo): ValueInfo =>
    halves.includes(value.name) ? { ...value, type: "float16" } : value;
  const inner = (name: string) =>
    halves.includes(name) ? `${name} inside` : name;
  return {
    ...graph,
    inputs: graph.inputs.map(edge),
    outputs: graph.outputs.map(edge),
    nodes: [
      ...graph.inputs
        .filter(({ name }) => halves.includes(name))
        .map(({ name }) => cast(name, inner(name), 1)),
      ...graph.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map(inner),
        outputs: node.outputs.map(inner),
      })),
      ...graph.outputs
        .filter(({ name }) => halves.includes(name))
        .map(({ name }) => cast(inner(name), name, 10)),
    ],
  };
}

function cast(from: string, to: string, type: number) {
  return {
    op: "Cast",
    inputs: [from],
    outputs: [to],
    attributes: { to: type },
  };
}

test.each([["x"], ["denoised"], ["x", "denoised"], ["x", "sigma", "denoised"]])(
  "a model whose %s is float16 gives the closed form to float16's rounding",
  async (...halves) => {
    const path = onnxFile(withHalfEdges(gaussianModel(), halves));
    const model = await loadDenoiser({ kind: "onnx", path });
    try {
      const x = Float32Array.of(0.3, -1.7, 40, 2);
      const sigma = [0.002, 10];
      const out = await model.denoise(x, Float32Array.from(sigma));
      expect(out).toBeInstanceOf(Float32Array);
      for (const [index, value] of out.entries()) {
        const wanted = gaussianDenoised(
          x[index] ?? 0,
          sigma[index >> 1] ?? 0,
          gaussianMean[index % 2] ?? 0,
        );
        expect(Math.abs(value - wanted)).toBeLessThan(2e-3);
      }
    } finally {
      await model.dispose();
    }
  },
);

test("one-hot rows of float16 choose the class", async () => {
  const path = onnxFile(withHalfEdges(conditionalModel(), ["class_labels"]));
  const model = await loadDenoiser({ kind: "onnx", path });
  try {
    const out = await model.denoise(
      new Float32Array(4),
      Float32Array.of(1e4, 1e4),
      Int32Array.of(0, 2),
    );
    expect([...out].map((value) => Math.round(value * 100) / 100)).toEqual([
      1, 2, 0, -4,
    ]);
  } finally {
    await model.dispose();
  }
});
