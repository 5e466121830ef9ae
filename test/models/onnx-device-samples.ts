import type { OnnxGraph } from "./onnx-writer.ts";

/**
 * D = x, by way of N⁶ ones for a batch of N: 190 GB at 60, 46 MB at 15. For running out of memory at a large batch and
 * not at a smaller one.
 */
export function crowdedModel(): OnnxGraph {
  const sides = ["a", "b", "c", "d", "e", "f"] as const;
  return {
    inputs: [
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 2] }],
    nodes: [
      { op: "Div", inputs: ["sigma", "sigma"], outputs: ["one"] },
      ...sides.map((side) => ({
        op: "Reshape",
        inputs: ["one", `along ${side}`],
        outputs: [side],
      })),
      { op: "Mul", inputs: ["a", "b"], outputs: ["ab"] },
      { op: "Mul", inputs: ["ab", "c"], outputs: ["abc"] },
      { op: "Mul", inputs: ["d", "e"], outputs: ["de"] },
      { op: "Mul", inputs: ["de", "f"], outputs: ["def"] },
      { op: "Mul", inputs: ["abc", "def"], outputs: ["all"] },
      {
        op: "ReduceMax",
        inputs: ["all"],
        outputs: ["row"],
        attributes: { axes: [1, 2, 3, 4, 5], keepdims: 0 },
      },
      { op: "Reshape", inputs: ["row", "column"], outputs: ["ones"] },
      { op: "Mul", inputs: ["x", "ones"], outputs: ["denoised"] },
    ],
    constants: {
      ...Object.fromEntries(
        sides.map((side, at) => [
          `along ${side}`,
          {
            type: "int64" as const,
            shape: [sides.length],
            data: sides.map((_, axis) => (axis === at ? -1 : 1)),
          },
        ]),
      ),
      column: { type: "int64", shape: [2], data: [-1, 1] },
    },
  };
}

const [rows, width, heads] = [64, 64, 4] as const;

function weights(frequency: number) {
  return {
    shape: [width, width],
    data: Array.from({ length: width ** 2 }, (_, i) => Math.sin(i * frequency)),
  };
}

/** Attention over 64 rows of 64 numbers by onnxruntime's own operator, whose WebGPU kernel gives other values (1.30). */
export function attentionModel(): OnnxGraph {
  const of = (op: string, inputs: string[], output: string) => ({
    op,
    inputs,
    outputs: [output],
  });
  return {
    inputs: [
      { name: "x", shape: ["N", rows, width] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", rows, width] }],
    nodes: [
      of("Reshape", ["sigma", "column"], "level"),
      of("Div", ["x", "level"], "scaled"),
      of("MatMul", ["scaled", "query weights"], "query"),
      of("MatMul", ["scaled", "key weights"], "key"),
      of("MatMul", ["scaled", "value weights"], "value"),
      {
        ...of("MultiHeadAttention", ["query", "key", "value"], "denoised"),
        domain: "com.microsoft",
        attributes: { num_heads: heads },
      },
    ],
    constants: {
      column: { type: "int64", shape: [3], data: [-1, 1, 1] },
      "query weights": weights(3.3),
      "key weights": weights(2.3),
      "value weights": weights(1.1),
    },
  };
}
