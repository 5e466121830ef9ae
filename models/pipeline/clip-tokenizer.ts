import { Tokenizer } from "@huggingface/tokenizers";
import { join } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { clipMarks, clipTokenizerFiles } from "./clip-tokenizer-json.ts";
import { numberIn, readConfig, type Config } from "./config.ts";

/** A prompt as a text encoder takes it. */
export interface TokenizedPrompt {
  /** Length `length` of the tokenizer: a beginning, the prompt, an end, and padding. */
  readonly ids: readonly number[];
  /** Tokens of the prompt itself, of all of it. */
  readonly count: number;
  /** What did not fit, as the tokenizer reads it; empty where all did. */
  readonly cut: string;
}

export interface ClipTokenizer {
  /** Tokens that a text encoder takes, 77. */
  readonly length: number;
  /** @throws BadInput where the text holds half a character, or is no prompt by its length. */
  tokenize(text: string): TokenizedPrompt;
}

/** What CLIP's text encoders take, where the folder says no sensible number. */
const usualLength = 77;
const longest = 4096;

/** Characters of a prompt that are read: word pieces are merged in a time that grows with the square of a word's length. */
const mostCharacters = 20_000;

/** Reads the tokenizer of a folder. */
export async function openClipTokenizer(
  folder: string,
): Promise<ClipTokenizer> {
  const config = await readConfig(join(folder, "tokenizer_config.json"));
  const special = await readConfig(join(folder, "special_tokens_map.json"));
  const named = (key: string): string | undefined =>
    contentOf(config?.values[key]) ?? contentOf(special?.values[key]);
  const padding = named("pad_token") ?? named("eos_token") ?? clipMarks.end;
  const { json, prepare } = await clipTokenizerFiles(folder, [padding]);
  const tokenizer = madeOf(json, config, folder);
  const idOf = (token: string): number => {
    const id = tokenizer.token_to_id(token);
    if (id !== undefined) return id;
    throw new BadInput(
      `the tokenizer in ${folder} has no token "${token}", which it needs`,
    );
  };
  const begin = idOf(named("bos_token") ?? clipMarks.begin);
  const end = idOf(named("eos_token") ?? clipMarks.end);
  const pad = idOf(padding);
  const said = numberIn(config, "model_max_length");
  const length =
    said !== undefined && Number.isInteger(said) && said > 2 && said <= longest
      ? said
      : usualLength;
  return {
    length,
    tokenize(text) {
      if (/\p{Surrogate}/u.test(text))
        throw new BadInput(
          `the prompt holds half of a character (a lone surrogate) at place ${text.search(/\p{Surrogate}/u) + 1}: type that character anew`,
        );
      if (text.length > mostCharacters)
        throw new BadInput(
          `the prompt has ${text.length} characters, of which a text encoder takes some hundred: wanted at most ${mostCharacters}`,
        );
      const { ids } = tokenizer.encode(prepare(text), {
        add_special_tokens: false,
      });
      const kept = ids.slice(0, length - 2);
      const filling = Array.from(
        { length: length - 2 - kept.length },
        () => pad,
      );
      const rest = ids.slice(length - 2);
      return {
        ids: [begin, ...kept, end, ...filling],
        count: ids.length,
        cut:
          rest.length === 0
            ? ""
            : tokenizer.decode(rest).replaceAll("</w>", " ").trim(),
      };
    },
  };
}

function madeOf(
  json: Readonly<Record<string, unknown>>,
  config: Config | undefined,
  folder: string,
): Tokenizer {
  try {
    return new Tokenizer(json, config?.values ?? {});
  } catch (cause) {
    throw new BadInput(
      `the tokenizer in ${folder} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** A special token: a text, or an object with it. */
function contentOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("content" in value))
    return undefined;
  return typeof value.content === "string" ? value.content : undefined;
}
