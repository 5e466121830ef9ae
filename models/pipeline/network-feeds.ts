import type { Tensor } from "onnxruntime-node";
import { BadInput } from "../../core/bad-input.ts";
import type {
  EncodedPrompt,
  Prompts,
  SizeConditioning,
} from "../../core/prompts.ts";
import type { Part } from "../onnx-evaluation.ts";
import { isWhole, realTensor, wholeTensor } from "../onnx-tensors.ts";
import type { NetworkSignature } from "./network-signature.ts";

/** What the samples of a batch are to be. */
export interface Wanted {
  /** One sample: `[channels, height, width]` of the latents. */
  readonly shape: readonly number[];
  readonly prompts: Prompts;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * The tensors that the network of a pipeline is fed. A label is the place of a positive prompt; −1 is the negative one.
 * @param part - Its x is scaled as the network takes it, its levels are times.
 */
export function networkFeeds(
  TensorOf: typeof Tensor,
  signature: NetworkSignature,
  { shape, prompts, width, height }: Wanted,
  { x, level, labels, count }: Part,
): Record<string, Tensor> {
  const { level: time, hidden, pooled, size } = signature;
  const single = time.layout === "single";
  const times = single ? level.subarray(0, 1) : level;
  const dims = time.rank === 0 ? [] : [single ? 1 : count];
  const rows = Array.from({ length: count }, (_, row) =>
    promptOf(prompts, labels?.[row] ?? -1),
  );
  const tokens = prompts.negative.tokens;
  const states = stacked(rows.map((prompt) => prompt.hidden));
  const feeds: Record<string, Tensor> = {
    [signature.x.name]: realTensor(TensorOf, signature.x.type, x, [
      count,
      ...shape,
    ]),
    [time.name]: isWhole(time.type)
      ? wholeTensor(TensorOf, time.type, Array.from(times, Math.round), dims)
      : realTensor(TensorOf, time.type, times, dims),
    [hidden.name]: realTensor(TensorOf, hidden.type, states, [
      count,
      tokens,
      states.length / count / tokens,
    ]),
  };
  if (pooled) {
    const vectors = stacked(
      rows.map((prompt) => prompt.pooled ?? new Float32Array()),
    );
    feeds[pooled.name] = realTensor(TensorOf, pooled.type, vectors, [
      count,
      vectors.length / count,
    ]);
  }
  if (size) {
    const numbers = sizeNumbers(prompts.size, width, height);
    feeds[size.name] = realTensor(
      TensorOf,
      size.type,
      stacked(rows.map(() => numbers)),
      [count, numbers.length],
    );
  }
  return feeds;
}

/** In the order of diffusers' add_time_ids: original height and width, the crop from top and left, target height and width. */
function sizeNumbers(
  size: SizeConditioning,
  width: number,
  height: number,
): Float32Array {
  return Float32Array.of(
    size.originalHeight ?? height,
    size.originalWidth ?? width,
    size.cropTop,
    size.cropLeft,
    size.targetHeight ?? height,
    size.targetWidth ?? width,
  );
}

function promptOf(
  { positive, negative }: Prompts,
  label: number,
): EncodedPrompt {
  return positive[label] ?? negative;
}

function stacked(rows: readonly Float32Array[]): Float32Array {
  const length = rows[0]?.length ?? 0;
  const out = new Float32Array(rows.length * length);
  rows.forEach((row, index) => out.set(row, index * length));
  return out;
}

/**
 * @param model - Its name, for the sentences.
 * @throws BadInput where prompts were made by encoders that are not the network's.
 */
export function checkPrompts(
  model: string,
  { hidden, pooled }: NetworkSignature,
  { positive, negative }: Prompts,
): void {
  const [first = negative] = positive;
  for (const prompt of [...positive, negative]) {
    const width = prompt.hidden.length / prompt.tokens;
    const wanted = hidden.width ?? first.hidden.length / first.tokens;
    if (width !== wanted || prompt.tokens !== (hidden.tokens ?? first.tokens))
      throw new BadInput(
        `the prompt is encoded as [${prompt.tokens}, ${width}], but ${model} takes [${hidden.tokens ?? first.tokens}, ${wanted}]: link a Prompt with the text encoder of the same pipeline`,
      );
    const vector = prompt.pooled?.length;
    const wantedVector = pooled && (pooled.width ?? first.pooled?.length ?? 0);
    if (wantedVector !== undefined && vector !== wantedVector)
      throw new BadInput(
        `the prompt has ${vector === undefined ? "no vector" : `a vector of ${vector}`} for all of it (text_embeds), but ${model} takes one of ${wantedVector}: link a Prompt with the text encoder of the same pipeline`,
      );
  }
}
