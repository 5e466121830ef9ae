import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { openFailure } from "../file-failure.ts";
import { readConfig } from "./config.ts";

/** What a pair of a vocabulary and merges leaves out of CLIP's tokenizer: transformers' CLIPConverter, as a tokenizer.json. */
const around = {
  version: "1.0",
  normalizer: {
    type: "Sequence",
    normalizers: [
      { type: "NFC" },
      { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
      { type: "Lowercase" },
    ],
  },
  pre_tokenizer: {
    type: "Sequence",
    pretokenizers: [
      {
        type: "Split",
        pattern: {
          Regex:
            "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
        },
        behavior: "Removed",
        invert: true,
      },
      { type: "ByteLevel", add_prefix_space: false, trim_offsets: true },
    ],
  },
  post_processor: null,
  decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true },
} as const;

/** The tokens that begin and end a prompt, where tokenizer_config.json does not name others. */
export const clipMarks = {
  begin: "<|startoftext|>",
  end: "<|endoftext|>",
} as const;

/**
 * A tokenizer.json: that of the folder, or one made of its vocab.json and merges.txt.
 * @throws BadInput where it has neither, or they are broken.
 */
export async function clipTokenizerJson(
  folder: string,
): Promise<Readonly<Record<string, unknown>>> {
  const whole = await readConfig(join(folder, "tokenizer.json"));
  if (whole) return whole.values;
  const vocabulary = await readConfig(join(folder, "vocab.json"));
  if (!vocabulary)
    throw new BadInput(
      `${folder} has neither a tokenizer.json nor a vocab.json, one of which prompts need: copy it from the model's original`,
    );
  const vocab = vocabulary.values;
  const mark = (content: string) => ({
    id: vocab[content],
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    ...around,
    added_tokens: Object.values(clipMarks)
      .filter((content) => typeof vocab[content] === "number")
      .map(mark),
    model: {
      type: "BPE",
      dropout: null,
      unk_token: clipMarks.end,
      continuing_subword_prefix: "",
      end_of_word_suffix: "</w>",
      fuse_unk: false,
      vocab,
      merges: await readMerges(join(folder, "merges.txt")),
    },
  };
}

/** One merge a line, after a line that names the version. */
async function readMerges(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw openFailure(path, "the merges of a tokenizer", error);
  });
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const merges = lines[0]?.startsWith("#version") ? lines.slice(1) : lines;
  const wrong = merges.find((line) => !/^\S+ \S+$/.test(line));
  if (wrong === undefined) return merges;
  throw new BadInput(
    `${path} must have two tokens a line, got "${wrong.slice(0, 60)}"`,
  );
}
