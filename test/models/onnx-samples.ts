import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOfRun } from "../folder-of-run.ts";
import type { Axis, OnnxGraph, OnnxNode, ValueInfo } from "./onnx-writer.ts";
import { writeOnnx } from "./onnx-writer.ts";

/** Writes a model into a fresh folder and returns its path. */
export function onnxFile(
  graph: OnnxGraph,
  name: string = "model.onnx",
): string {
  return bytesFile(writeOnnx(graph), name);
}

/** Writes bytes into a fresh folder and returns the path. */
export function bytesFile(bytes: Uint8Array | string, name: string): string {
  const path = join(folderOfRun(), name);
  writeFileSync(path, bytes);
  return path;
}

const std = 0.5;
export const gaussianMean = [0.25, -0.75] as const;

/** `gain` = s² / (s² + sigma²), as a column of as many axes as `column` says. */
const gainNodes: readonly OnnxNode[] = [
  { op: "Reshape", inputs: ["sigma", "column"], outputs: ["s"] },
  { op: "Mul", inputs: ["s", "s"], outputs: ["s2"] },
  { op: "Add", inputs: ["s2", "data2"], outputs: ["total"] },
  { op: "Div", inputs: ["data2", "total"], outputs: ["gain"] },
];

function gainConstants(axes: number): NonNullable<OnnxGraph["constants"]> {
  return {
    column: {
      type: "int64",
      shape: [axes],
      data: [-1, ...Array.from({ length: axes - 1 }, () => 1)],
    },
    data2: { shape: [], data: [std ** 2] },
  };
}

/** D = m + gain (x − m): the exact denoiser of a Gaussian, m named by `mean`. */
const shrinkNodes: readonly OnnxNode[] = [
  { op: "Sub", inputs: ["x", "mean"], outputs: ["away"] },
  { op: "Mul", inputs: ["gain", "away"], outputs: ["shrunk"] },
  { op: "Add", inputs: ["mean", "shrunk"], outputs: ["denoised"] },
];

/** The closed form of the same. */
export function gaussianDenoised(
  x: number,
  sigma: number,
  mean: number,
): number {
  return mean + (std ** 2 / (std ** 2 + sigma ** 2)) * (x - mean);
}

export interface Variation {
  readonly batch?: Axis;
  readonly sigma?: ValueInfo["shape"];
  readonly dimensions?: Axis;
  readonly type?: NonNullable<ValueInfo["type"]>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly moreInputs?: readonly ValueInfo[];
  readonly inputsReversed?: boolean;
}

/** A Gaussian in the plane with the mean `gaussianMean`. */
export function gaussianModel(vary: Variation = {}): OnnxGraph {
  const { batch = "N", dimensions = 2, type = "float32" } = vary;
  const inputs = [
    { name: "x", type, shape: [batch, dimensions] },
    { name: "sigma", type, shape: vary.sigma ?? [batch] },
    ...(vary.moreInputs ?? []),
  ];
  return {
    inputs: vary.inputsReversed ? inputs.toReversed() : inputs,
    outputs: [{ name: "denoised", type, shape: [batch, dimensions] }],
    nodes: [...gainNodes, ...shrinkNodes],
    constants: {
      ...gainConstants(2),
      mean: { shape: [1, 2], data: gaussianMean },
    },
    ...(vary.metadata ? { metadata: vary.metadata } : {}),
  };
}

export const classMeans = [
  [1, 2],
  [-3, 0.5],
  [0, -4],
] as const;

/** A Gaussian whose mean depends on the class: one-hot rows, all zeros gives mean 0. */
export function conditionalModel(): OnnxGraph {
  return {
    inputs: [
      { name: "class_labels", shape: ["N", 3] },
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 2] }],
    nodes: [
      ...gainNodes,
      { op: "MatMul", inputs: ["class_labels", "means"], outputs: ["mean"] },
      ...shrinkNodes,
    ],
    constants: {
      ...gainConstants(2),
      means: { shape: [3, 2], data: classMeans.flat() },
    },
  };
}

/** The same with class numbers. */
export function indexModel(type: "int64" | "int32" = "int64"): OnnxGraph {
  return {
    inputs: [
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
      { name: "class_labels", type, shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 2] }],
    nodes: [
      ...gainNodes,
      { op: "Gather", inputs: ["means", "class_labels"], outputs: ["mean"] },
      ...shrinkNodes,
    ],
    constants: {
      ...gainConstants(2),
      means: { shape: [3, 2], data: classMeans.flat() },
    },
  };
}

/** Images [3, size, size]: gain times a 3 × 3 convolution that adds a quarter of the left neighbour and mixes no channels. */
export function convolutionModel(size: Axis = 8): OnnxGraph {
  const kernel = Array.from({ length: 3 * 3 * 9 }, () => 0);
  for (let channel = 0; channel < 3; channel++) {
    const at = (channel * 3 + channel) * 9;
    kernel[at + 4] = 1;
    kernel[at + 3] = 0.25;
  }
  return {
    inputs: [
      { name: "x", shape: ["N", 3, size, size] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 3, size, size] }],
    nodes: [
      ...gainNodes,
      {
        op: "Conv",
        inputs: ["x", "kernel"],
        outputs: ["convolved"],
        attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
      },
      { op: "Mul", inputs: ["gain", "convolved"], outputs: ["denoised"] },
    ],
    constants: {
      ...gainConstants(4),
      kernel: { shape: [3, 3, 3, 3], data: kernel },
    },
  };
}

/** Says that it gives `[N, 2]` but cannot: 2 N numbers into rows of 7. */
export function failingModel(): OnnxGraph {
  return {
    inputs: [
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["M", 2] }],
    nodes: [
      { op: "Reshape", inputs: ["x", "sevens"], outputs: ["odd"] },
      { op: "Reshape", inputs: ["odd", "pairs"], outputs: ["denoised"] },
    ],
    constants: {
      sevens: { type: "int64", shape: [2], data: [-1, 7] },
      pairs: { type: "int64", shape: [2], data: [-1, 2] },
    },
  };
}

/** x / (sigma − sigma): not a number anywhere. */
export function notFiniteModel(): OnnxGraph {
  return {
    inputs: [
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 2] }],
    nodes: [
      { op: "Reshape", inputs: ["sigma", "column"], outputs: ["s"] },
      { op: "Sub", inputs: ["s", "s"], outputs: ["zero"] },
      { op: "Div", inputs: ["x", "zero"], outputs: ["denoised"] },
    ],
    constants: { column: { type: "int64", shape: [2], data: [-1, 1] } },
  };
}
