import { findModelSampling } from "../../core/model-sampling/models.ts";
import type { Prediction } from "../../core/parameterisation.ts";
import { classMeans, gaussianMean } from "./onnx-samples.ts";
import type {
  Constant,
  ElementType,
  OnnxGraph,
  OnnxNode,
} from "./onnx-writer.ts";

const std = 0.5;
/** ONNX's number of the type. */
const int64 = 7;
const { sigmas } = findModelSampling("sd15");

const op = (name: string, inputs: string, output: string): OnnxNode => ({
  op: name,
  inputs: inputs.split(" "),
  outputs: [output],
});

/** From a place in Stable Diffusion's training schedule to the noise level and x with it. */
const fromTable = [
  { ...op("Cast", "timestep", "place"), attributes: { to: int64 } },
  op("Gather", "table place", "level"),
  op("Reshape", "level column", "s"),
  op("Mul", "s s", "s2"),
  op("Add", "s2 one", "total1"),
  op("Sqrt", "total1", "root"),
  op("Mul", "sample root", "state"),
];

/** From a flow's time, which is counted to 1000. */
const fromFlow = [
  op("Reshape", "timestep column", "long"),
  op("Div", "long thousand", "share"),
  op("Sub", "one share", "signal"),
  op("Div", "share signal", "s"),
  op("Mul", "s s", "s2"),
  op("Div", "sample signal", "state"),
];

/** noise = s (state − m) / (d² + s²), clean = state − s noise: exact for a Gaussian. */
const gaussian = [
  op("Sub", "state mean", "away"),
  op("Add", "s2 data2", "total"),
  op("Mul", "s away", "wide"),
  op("Div", "wide total", "noise"),
  op("Mul", "s noise", "part"),
  op("Sub", "state part", "clean"),
];

const outputOf: Record<Prediction, readonly OnnxNode[]> = {
  epsilon: [op("Identity", "noise", "out_sample")],
  sample: [op("Identity", "clean", "out_sample")],
  v: [
    op("Mul", "s clean", "own"),
    op("Sub", "noise own", "angle"),
    op("Div", "angle root", "out_sample"),
  ],
  flow: [op("Sub", "noise clean", "out_sample")],
};

function scalar(value: number): Constant {
  return { shape: [], data: [value] };
}

interface Variation {
  readonly type?: ElementType;
  readonly shape?: readonly string[];
  /** Classes as numbers, each with a mean of its own. */
  readonly classes?: boolean;
}

/**
 * The network of a Gaussian in the plane with the mean `gaussianMean` and the deviation a half, trained at Stable
 * Diffusion's levels or as a flow, with diffusers' names.
 * @param vary - Type and shape of its timestep; and whether there are classes, with the means `classMeans`.
 */
export function networkModel(
  prediction: Prediction,
  vary: Variation = {},
): OnnxGraph {
  const { type = prediction === "flow" ? "float32" : "int64" } = vary;
  const mean: Constant = { shape: [1, 2], data: gaussianMean };
  return {
    inputs: [
      { name: "sample", shape: ["N", 2] },
      { name: "timestep", type, shape: vary.shape ?? ["N"] },
      ...(vary.classes
        ? [{ name: "y", type: "int64", shape: ["N"] } as const]
        : []),
    ],
    outputs: [{ name: "out_sample", shape: ["N", 2] }],
    nodes: [
      ...(vary.classes ? [op("Gather", "means y", "mean")] : []),
      ...(prediction === "flow" ? fromFlow : fromTable),
      ...gaussian,
      ...outputOf[prediction],
    ],
    constants: {
      table: { shape: [sigmas.length], data: sigmas },
      column: { type: "int64", shape: [2], data: [-1, 1] },
      ...(vary.classes
        ? { means: { shape: [3, 2], data: classMeans.flat() } }
        : { mean }),
      one: scalar(1),
      thousand: scalar(1000),
      data2: scalar(std ** 2),
    },
  };
}
