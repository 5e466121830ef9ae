import { BadInput } from "../../core/bad-input.ts";
import type { EncodedPrompt } from "../../core/prompts.ts";
import type { NodeContext } from "../../engine/node-definition.ts";
import type { TextEncoderValue, VaeValue } from "../../engine/values.ts";
import { toModelReference } from "../../models/model-reference.ts";
import {
  loadDecoder,
  loadEncoder,
  loadTextEncoder,
  pipelinePartKey,
} from "../../models/pipeline/parts.ts";
import type { PipelineReference } from "../../models/pipeline/reference.ts";
import type {
  Encoded,
  TextEncoder,
} from "../../models/pipeline/text-encoder.ts";
import type { VaeDecoder, VaeEncoder } from "../../models/pipeline/vae.ts";

type Resources = Pick<NodeContext, "resource">;

function pipelineOf(reference: unknown): PipelineReference {
  const found = toModelReference(reference);
  if (found.kind === "pipeline") return found;
  throw new BadInput(
    `wanted a part of a pipeline's folder, got a model of kind ${found.kind}`,
  );
}

/** The text encoders of a pipeline, opened once per process and kept. */
export async function openedTextEncoder(
  value: TextEncoderValue,
  { resource }: Resources,
): Promise<TextEncoder> {
  const reference = pipelineOf(value.reference);
  return resource(
    await pipelinePartKey(reference, "text-encoder"),
    () => loadTextEncoder(reference),
    (encoder) => encoder.dispose(),
  );
}

/** The half of a pipeline's VAE that makes pictures, opened once per process and kept. */
export async function openedDecoder(
  value: VaeValue,
  { resource }: Resources,
): Promise<VaeDecoder> {
  const reference = pipelineOf(value.reference);
  return resource(
    await pipelinePartKey(reference, "vae-decoder"),
    () => loadDecoder(reference),
    (decoder) => decoder.dispose(),
  );
}

/** The half of a pipeline's VAE that makes latents, opened once per process and kept. */
export async function openedEncoder(
  value: VaeValue,
  { resource }: Resources,
): Promise<VaeEncoder> {
  const reference = pipelineOf(value.reference);
  return resource(
    await pipelinePartKey(reference, "vae-encoder"),
    () => loadEncoder(reference),
    (encoder) => encoder.dispose(),
  );
}

/** Encodes prompts one after the other. */
export async function encodedPrompts(
  texts: readonly string[],
  encoder: TextEncoder,
): Promise<readonly Encoded[]> {
  const encoded = [];
  for (const text of texts) encoded.push(await encoder.encode(text));
  return encoded;
}

/** What stands for no negative prompt: an empty one, or zeros where the pipeline was trained so. */
export async function noPrompt(
  encode: TextEncoder["encode"],
  zerosForNone: boolean,
): Promise<EncodedPrompt> {
  const { prompt } = await encode("");
  if (!zerosForNone) return prompt;
  const { hidden, pooled } = prompt;
  return {
    ...prompt,
    hidden: new Float32Array(hidden.length),
    ...(pooled && { pooled: new Float32Array(pooled.length) }),
  };
}

/** Characters of what was cut off that are told. */
const mostCutShown = 80;

/** What did not fit into the text encoder, in a sentence; `undefined` where all did. */
export function cutWords({ cut, count, room }: Encoded): string | undefined {
  return cut === ""
    ? undefined
    : `the prompt has ${count} tokens, of which the first ${room} are used; left out: ${cut.length > mostCutShown ? `${cut.slice(0, mostCutShown)}…` : cut}`;
}
