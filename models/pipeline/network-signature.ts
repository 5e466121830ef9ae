import { BadInput } from "../../core/bad-input.ts";
import { portWords, type Port } from "../onnx-session.ts";
import { isReal, isWhole, type Real, type Whole } from "../onnx-tensors.ts";
import { checkInputs, portList, type OpenPart } from "./open-part.ts";

interface RealInput {
  readonly name: string;
  readonly type: Real;
}

/** How the network of a pipeline wants to be fed: the dialect of its export. */
export interface NetworkSignature {
  readonly x: RealInput;
  /** Where the file fixes it. */
  readonly channels: number | undefined;
  /** Height and width of the latents where the file fixes them. */
  readonly side: readonly [number | undefined, number | undefined];
  readonly batch?: number;
  readonly level: {
    readonly name: string;
    readonly type: Real | Whole;
    readonly rank: 0 | 1;
    readonly layout: "per-sample" | "single";
  };
  readonly hidden: RealInput & {
    readonly tokens: number | undefined;
    readonly width: number | undefined;
  };
  /** SDXL's further conditions. */
  readonly pooled?: RealInput & { readonly width: number | undefined };
  readonly size?: RealInput;
  readonly output: string;
}

/** @throws BadInput that says what the network has and what was wanted. */
export function readNetworkSignature({
  name,
  inputs,
  outputs,
}: OpenPart): NetworkSignature {
  const x = inputs.get("sample");
  const time = inputs.get("timestep");
  const hidden = inputs.get("encoder_hidden_states");
  const pooled = inputs.get("text_embeds");
  const size = inputs.get("time_ids");
  const [output] = outputs.keys();
  if (!x || !time || !hidden || output === undefined)
    throw new BadInput(
      `${name} is not a network of Stable Diffusion: it has the inputs ${portList(inputs)}, wanted sample, timestep and encoder_hidden_states, and for SDXL text_embeds and time_ids`,
    );
  checkInputs(name, inputs, [x, time, hidden, pooled, size]);
  const [batch, channels, height, width] = x.axes;
  if (x.axes.length !== 4)
    throw new BadInput(
      `sample of ${name} must be [N, channels, height, width], got ${portWords(x)}`,
    );
  const parts = size?.axes[1];
  if (parts !== undefined && parts !== 6)
    throw new BadInput(
      `time_ids of ${name} takes ${parts} numbers, wanted the 6 of SDXL's base model: refiners are not read`,
    );
  return {
    x: realInput(name, x),
    channels,
    side: [height, width],
    ...(batch === undefined ? {} : { batch }),
    level: timeInput(name, time, x),
    hidden: {
      ...realInput(name, hidden),
      tokens: hidden.axes[1],
      width: hidden.axes[2],
    },
    ...(pooled && {
      pooled: { ...realInput(name, pooled), width: pooled.axes[1] },
    }),
    ...(size && { size: realInput(name, size) }),
    output: outputs.has("out_sample") ? "out_sample" : output,
  };
}

function realInput(model: string, port: Port): RealInput {
  if (isReal(port.type)) return { name: port.name, type: port.type };
  throw new BadInput(
    `${port.name} of ${model} must take float32 or float16 numbers, got ${portWords(port)}`,
  );
}

/** A scalar or [1] holds for all samples of a run; [batch] has one for each, and is known by the name of its axis. */
function timeInput(
  model: string,
  time: Port,
  x: Port,
): NetworkSignature["level"] {
  const { name, type, axes, axisNames } = time;
  const rank = axes.length;
  if (!(isReal(type) || isWhole(type)) || (rank !== 0 && rank !== 1))
    throw new BadInput(
      `${name} of ${model} must be numbers of the shape [N], [1] or none, got ${portWords(time)}`,
    );
  const [axis] = axes;
  const [batch] = x.axes;
  const each =
    axis === undefined
      ? axisNames[0] !== undefined && axisNames[0] === x.axisNames[0]
      : axis === batch;
  return {
    name,
    type,
    rank,
    layout: rank === 1 && each ? "per-sample" : "single",
  };
}
