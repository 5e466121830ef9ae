import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { openFailure } from "../file-failure.ts";
import { readConfig, refusePointer } from "./config.ts";

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

/** What a tokenizer is made of, and what is done to a text before. */
export interface ClipTokenizerFiles {
  readonly json: Readonly<Record<string, unknown>>;
  readonly prepare: (text: string) => string;
}

/**
 * A tokenizer.json: that of the folder, or one made of its vocab.json and merges.txt.
 * @param special - Tokens that count as one wherever they stand, beside the marks: that of the padding.
 * @throws BadInput where it has neither, or they are broken.
 */
export async function clipTokenizerFiles(
  folder: string,
  special: readonly string[],
): Promise<ClipTokenizerFiles> {
  const whole = await readConfig(join(folder, "tokenizer.json"));
  // Rust lowers letter by letter, JavaScript ends a Greek word with a sigma of its own
  if (whole)
    return {
      json: whole.values,
      prepare: (text) => text.replaceAll("Σ", "σ"),
    };
  const vocabulary = await readConfig(join(folder, "vocab.json"));
  if (!vocabulary)
    throw new BadInput(
      `${folder} has neither a tokenizer.json nor a vocab.json, one of which prompts need: copy it from the model's original`,
    );
  const vocab = vocabulary.values;
  const marks: readonly string[] = Object.values(clipMarks);
  const json = {
    ...around,
    added_tokens: [...new Set([...marks, ...special])]
      .filter((content) => typeof vocab[content] === "number")
      .map((content) => ({
        id: vocab[content],
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        // in capitals they count too
        normalized: marks.includes(content),
        special: true,
      })),
    model: {
      type: "BPE",
      dropout: null,
      unk_token: clipMarks.end,
      continuing_subword_prefix: "",
      end_of_word_suffix: "</w>",
      fuse_unk: false,
      vocab,
      merges: await readMerges(join(folder, "merges.txt"), vocab),
    },
  };
  return { json, prepare: cleaned };
}

/** Characters that CLIP's own tokenizer takes for words: BERT's Chinese ones. */
const ideograph =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/**
 * What transformers' CLIPTokenizer does first, where ftfy is not installed: control characters away, a space for each
 * kind of space, spaces around ideographs.
 */
function cleaned(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{C}|\uFFFD/gu, "")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(ideograph, " $& ");
}

/** Tokens of CLIP's that no merge gives: each byte, inside a word and at its end, and the two marks. */
const alone = 2 * 256 + 2;

/** CLIP's own: the list that it was cut from is five times as long, and transformers reads as many of it. */
const usedMerges = 49_152 - 256 - 2;

/** One merge a line, after a line that names the version; what it gives is a token of the vocabulary. */
async function readMerges(
  path: string,
  vocab: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw openFailure(
      path,
      "the merges of a tokenizer, which its vocab.json needs: copy it from the model's original",
      error,
    );
  });
  refusePointer(path, text);
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const first = lines[0]?.startsWith("#version") ? 1 : 0;
  const merges = lines.slice(first, first + usedMerges);
  const wrong = merges.find((line) => !/^\S+ \S+$/.test(line));
  if (wrong !== undefined)
    throw new BadInput(
      `${path} must have two tokens a line, got "${wrong.slice(0, 60)}"`,
    );
  const strange = merges.find(
    (line) => !Object.hasOwn(vocab, line.replace(" ", "")),
  );
  if (strange !== undefined)
    throw new BadInput(
      `${path} merges "${strange.slice(0, 60)}", which vocab.json beside it does not have: the two must be of one tokenizer`,
    );
  const tokens = countOwn(vocab, merges);
  if (merges.length + alone !== tokens)
    throw new BadInput(
      `${path} must have ${tokens - alone} merges for the ${tokens} tokens of vocab.json beside it, got ${merges.length}: it was cut off; copy it again from the model's original`,
    );
  return merges;
}

/** How many tokens the tokenizer was made with: without those that were added after the marks, as a textual inversion's. */
function countOwn(
  vocab: Readonly<Record<string, unknown>>,
  merges: readonly string[],
): number {
  const merged = merges.reduce(
    (highest, line) => Math.max(highest, Number(vocab[line.replace(" ", "")])),
    0,
  );
  const mark = Math.max(
    ...Object.values(clipMarks).map((each) => Number(vocab[each] ?? 0)),
  );
  const ids = Object.values(vocab);
  return mark > merged
    ? ids.filter((id) => Number(id) <= mark).length
    : ids.length;
}
