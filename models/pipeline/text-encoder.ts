import { BadInput } from "../../core/bad-input.ts";
import type { EncodedPrompt } from "../../core/prompts.ts";
import type { Device } from "../devices.ts";
import { runtimeMessage } from "../onnx-runtime.ts";
import { portWords, type Port } from "../onnx-session.ts";
import { isWhole, realNumbers, wholeTensor } from "../onnx-tensors.ts";
import { openClipTokenizer, type ClipTokenizer } from "./clip-tokenizer.ts";
import type { EncoderPart } from "./folder.ts";
import { checkInputs, openPart, portList, type OpenPart } from "./open-part.ts";

export interface Encoded {
  readonly prompt: EncodedPrompt;
  /** Tokens of the prompt, of all of it, and how many fit. */
  readonly count: number;
  readonly room: number;
  /** What did not fit; empty where all did. */
  readonly cut: string;
}

/** The text encoders of a pipeline, opened. */
export interface TextEncoder {
  encode(text: string): Promise<Encoded>;
  dispose(): Promise<void>;
}

/** Opens the text encoders of a pipeline with their tokenizers. */
export async function openTextEncoder(
  parts: readonly EncoderPart[],
  device: Device,
): Promise<TextEncoder> {
  const towers: Tower[] = [];
  const dispose = async () => {
    for (const { part } of towers) await part.dispose();
  };
  try {
    for (const part of parts)
      towers.push(await openTower(part, device, parts.length > 1));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    dispose,
    async encode(text) {
      const given = [];
      for (const tower of towers) given.push(await run(tower, text));
      const [first] = given;
      if (!first) throw new Error("a pipeline has a text encoder");
      const longest = given.reduce((most, each) =>
        each.count > most.count ? each : most,
      );
      const pooled = given.findLast((each) => each.pooled)?.pooled;
      return {
        prompt: {
          text,
          hidden: sideBySide(given),
          tokens: first.tokens,
          ...(pooled && { pooled }),
        },
        count: longest.count,
        room: first.tokens - 2,
        cut: longest.cut,
      };
    },
  };
}

/** One encoder with its tokenizer. */
interface Tower {
  readonly part: OpenPart;
  readonly tokenizer: ClipTokenizer;
  readonly input: Port;
  /** Name of the output with the state of each token. */
  readonly hidden: string;
  /** Name of the output with one vector for all, where a network takes it. */
  readonly pooled: string | undefined;
}

/** @param pair - The networks of pairs, SDXL's, were trained on the states before the last layer. */
async function openTower(
  place: EncoderPart,
  device: Device,
  pair: boolean,
): Promise<Tower> {
  const tokenizer = await openClipTokenizer(place.tokenizer);
  const part = await openPart(place, device);
  try {
    const { name, inputs, outputs } = part;
    const input = inputs.get("input_ids");
    if (!input || !isWhole(input.type))
      throw new BadInput(
        `${name} is not a text encoder of the kind that is read here: it has the inputs ${portList(inputs)}, wanted input_ids int64 or int32 [N, ${tokenizer.length}]`,
      );
    checkInputs(name, inputs, [input]);
    const length = input.axes[1];
    if (length !== undefined && length !== tokenizer.length)
      throw new BadInput(
        `${name} takes ${portWords(input)}, but its tokenizer makes ${tokenizer.length} tokens (model_max_length)`,
      );
    return {
      part,
      tokenizer,
      input,
      hidden: pair ? penultimate(part) : lastState(part),
      pooled: outputs.has("text_embeds") ? "text_embeds" : undefined,
    };
  } catch (error) {
    await part.dispose();
    throw error;
  }
}

function lastState({ name, outputs }: OpenPart): string {
  const last = ["last_hidden_state", "hidden_states"].find((output) =>
    outputs.has(output),
  );
  if (last !== undefined) return last;
  throw new BadInput(
    `${name} gives ${portList(outputs)}, wanted last_hidden_state among it`,
  );
}

/** The state before the last layer: `hidden_states.11` of 0 to 12. */
function penultimate({ name, outputs }: OpenPart): string {
  const layers = [...outputs.keys()]
    .flatMap((output) => /^hidden_states\.(\d+)$/.exec(output)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => b - a);
  const [, layer] = layers;
  if (layer !== undefined) return `hidden_states.${layer}`;
  throw new BadInput(
    `${name} gives ${portList(outputs)}, but SDXL takes the state before its last layer: export it with its hidden states (hidden_states.0, hidden_states.1, …), as Optimum does`,
  );
}

interface TowerOutput {
  /** `[tokens, width]`. */
  readonly hidden: Float32Array;
  readonly tokens: number;
  readonly pooled?: Float32Array;
  readonly count: number;
  readonly cut: string;
}

async function run(
  { part, tokenizer, input, hidden, pooled }: Tower,
  text: string,
): Promise<TowerOutput> {
  const { name, opened } = part;
  const { ids, count, cut } = tokenizer.tokenize(text);
  const type = input.type === "int32" ? "int32" : "int64";
  const { Tensor } = opened.runtime;
  const feeds = {
    [input.name]: wholeTensor(Tensor, type, ids, [1, ids.length]),
  };
  const wanted = pooled === undefined ? [hidden] : [hidden, pooled];
  const given = await opened.session
    .run(feeds, wanted)
    .catch((cause: unknown) => {
      throw new BadInput(
        `${name} failed while reading the prompt: ${runtimeMessage(cause)}`,
        { cause },
      );
    });
  const numbersOf = (output: string): Float32Array => {
    const numbers = realNumbers(given[output]);
    const finite = numbers?.every((value) => Number.isFinite(value));
    if (numbers && finite === true) return Float32Array.from(numbers);
    throw new BadInput(
      `${output} of ${name} must be finite numbers, got ${numbers ? "NaN or infinity" : (given[output]?.type ?? "nothing")}`,
    );
  };
  return {
    hidden: numbersOf(hidden),
    tokens: ids.length,
    ...(pooled !== undefined && { pooled: numbersOf(pooled) }),
    count,
    cut,
  };
}

/** The states of several encoders, joined token by token. */
function sideBySide(given: readonly TowerOutput[]): Float32Array {
  const [first] = given;
  if (given.length === 1 && first) return first.hidden;
  const tokens = first?.tokens ?? 0;
  const widths = given.map(({ hidden }) => hidden.length / tokens);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const joined = new Float32Array(tokens * width);
  let column = 0;
  given.forEach(({ hidden, tokens: own }, index) => {
    if (own !== tokens)
      throw new BadInput(
        `the text encoders take ${tokens} and ${own} tokens, wanted as many of both`,
      );
    const part = widths[index] ?? 0;
    for (let token = 0; token < tokens; token++)
      joined.set(
        hidden.subarray(token * part, (token + 1) * part),
        token * width + column,
      );
    column += part;
  });
  return joined;
}
