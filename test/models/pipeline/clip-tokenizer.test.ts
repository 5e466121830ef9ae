import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openClipTokenizer } from "../../../models/pipeline/clip-tokenizer.ts";
import { pipelineFolder } from "./reference.ts";

interface Tokens {
  readonly ids: readonly number[];
  readonly length: number;
}

interface Case extends Tokens {
  readonly text: string;
  readonly padsWithZero?: Tokens;
  readonly fast?: Tokens;
  readonly fastPadsWithZero?: Tokens;
}

const file = pipelineFolder("tokens.json");
const { cases } = existsSync(file)
  ? (JSON.parse(readFileSync(file, "utf8")) as { readonly cases: Case[] })
  : { cases: [] };

/** Python 3.11 does not know these characters yet, takes them for control characters and leaves them out. */
const newerThanReference = "🫠🪿🫨 newer emoji";

describe("as transformers' CLIP tokenizers", () => {
  test.each([
    ["vocab.json and merges.txt", "sd15-optimum/tokenizer", "slow", 1025],
    ["the same, padding with !", "sd2-v-optimum/tokenizer", "slow zero", 0],
    ["tokenizer.json", "tokenizers/pads-with-end", "fast", 1025],
    ["the same, padding with !", "tokenizers/pads-with-zero", "fast zero", 0],
  ] as const)("%s: %s", async (_, folder, kind, pad) => {
    const tokenizer = await openClipTokenizer(pipelineFolder(folder));
    const fast = kind.startsWith("fast");
    const compared = cases.filter(
      ({ text }) => fast || text !== newerThanReference,
    );
    expect(compared.length).toBeGreaterThanOrEqual(100);
    for (const each of compared) {
      const own = fast ? (each.fast ?? each) : each;
      const zero = fast ? each.fastPadsWithZero : each.padsWithZero;
      const { ids, length } = kind.endsWith("zero") ? (zero ?? own) : own;
      const padding = Array.from({ length: 77 - ids.length }, () => pad);
      const given = tokenizer.tokenize(each.text);
      expect({ text: each.text, ids: given.ids }).toEqual({
        text: each.text,
        ids: [...ids, ...padding],
      });
      expect(given.count).toBe(length - 2);
    }
  });
});

test("what does not fit is cut off and named", async () => {
  const tokenizer = await openClipTokenizer(
    pipelineFolder("sd15-optimum/tokenizer"),
  );
  const words = Array.from({ length: 80 }, () => "a");
  const long = tokenizer.tokenize([...words, "Horse!"].join(" "));
  expect(long.ids).toHaveLength(77);
  expect(long.ids.at(-1)).toBe(1025);
  expect(long.cut).toBe("a a a a a horse !");
  expect(tokenizer.tokenize("a horse").cut).toBe("");
});

test("tokens that were added after the marks need no merges, and change no other", async () => {
  const original = pipelineFolder("sd2-v-optimum/tokenizer");
  const folder = await mkdtemp(join(tmpdir(), "stepwright tokenizer "));
  try {
    await cp(original, folder, { recursive: true });
    const path = join(folder, "vocab.json");
    const vocab = JSON.parse(readFileSync(path, "utf8")) as object;
    await writeFile(path, JSON.stringify({ ...vocab, "<cat-toy>": 1026 }));
    const [added, own] = await Promise.all([
      openClipTokenizer(folder),
      openClipTokenizer(original),
    ]);
    const text = "a photo of a <cat-toy>, oil on canvas";
    expect(added.tokenize(text)).toEqual(own.tokenize(text));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("half a character is refused with its place", async () => {
  const tokenizer = await openClipTokenizer(
    pipelineFolder("sd15-optimum/tokenizer"),
  );
  expect(() => tokenizer.tokenize("cat \ud83d")).toThrow(
    "the prompt holds half of a character (a lone surrogate) at place 5: type that character anew",
  );
  expect(tokenizer.tokenize("cat 😀").count).toBeGreaterThan(1);
});
