import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeOnnx } from "../../models/onnx-writer.ts";
import { runNode } from "../run-node.ts";
import {
  copyOf,
  latents,
  pointer,
  sentenceOf,
  unetInputs,
} from "./broken-folder.ts";
import { load } from "./pipeline-nodes.ts";

test.each([
  [
    "a list",
    "vocab.json",
    "[1, 2]",
    "vocab.json must be a JSON object: copy it again from the model's original",
  ],
  [
    "nothing",
    "merges.txt",
    "",
    "merges.txt must have 512 merges for the 1026 tokens of vocab.json beside it, got 0: it was cut off; copy it again from the model's original",
  ],
  [
    "a pointer",
    "merges.txt",
    pointer,
    'merges.txt is a Git LFS pointer, not the file itself: run "git lfs pull" in its repository',
  ],
  [
    "a merge into no token",
    "merges.txt",
    "#version: 0.2\nq x\n",
    'merges.txt merges "q x", which vocab.json beside it does not have: the two must be of one tokenizer',
  ],
  [
    "a merge of three",
    "merges.txt",
    "#version: 0.2\na b c\n",
    'merges.txt must have two tokens a line, got "a b c"',
  ],
] as const)("a tokenizer with %s in %s", async (_, file, content, sentence) => {
  const folder = copyOf("sd15-optimum");
  writeFileSync(join(folder, "tokenizer", file), content);
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  const clip = outputs["clip"];
  expect(
    await sentenceOf(runNode("pipeline/prompt", { clip, text: "a cat" })),
  ).toBe(`${folder}/tokenizer/${sentence}`);
});

test("merges that were cut off between two lines", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "tokenizer", "merges.txt");
  const lines = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, lines.slice(0, 301).join("\n"));
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  await expect(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  ).rejects.toThrow(
    `${path} must have 512 merges for the 1026 tokens of vocab.json beside it, got 300: it was cut off; copy it again from the model's original`,
  );
});

test.each([
  ["cut off", '{"a": 1, "b'],
  ["a page of a website", "<!doctype html>"],
])("a vocabulary that is %s", async (_, content) => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "tokenizer", "vocab.json");
  writeFileSync(path, content);
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  const sentence = await sentenceOf(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  );
  expect(sentence).toMatch(`${path} is not JSON (`);
  expect(sentence).toMatch(/\): copy it again from the model's original$/);
});

test("a vocabulary without the token that begins a prompt", async () => {
  const folder = copyOf("sd15-optimum");
  const file = join(folder, "tokenizer", "vocab.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("<|startoftext|>", "<|begin|>"));
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  await expect(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  ).rejects.toThrow(
    `the tokenizer in ${folder}/tokenizer has no token "<|startoftext|>", which it needs`,
  );
});

test("half of a character in a prompt is refused with its place", async () => {
  const { clip } = await load("sd15-optimum");
  await expect(
    runNode("pipeline/prompt", { clip, text: "a \udc00 cat" }),
  ).rejects.toThrow(
    "the prompt holds half of a character (a lone surrogate) at place 3: type that character anew",
  );
});

test("what is no prompt by its length is refused", async () => {
  const { clip } = await load("sd15-optimum");
  await expect(
    runNode("pipeline/prompt", { clip, text: "a".repeat(1_000_000) }),
  ).rejects.toThrow(
    "the prompt has 1000000 characters, of which a text encoder takes some hundred: wanted at most 20000",
  );
});

test("a network that gives no numbers is named", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "unet", "model.onnx");
  writeFileSync(
    path,
    writeOnnx({
      inputs: unetInputs,
      outputs: [{ ...latents, name: "out_sample" }],
      constants: { nothing: { shape: [], data: [0] } },
      nodes: [
        {
          op: "Div",
          inputs: ["sample", "nothing"],
          outputs: ["out_sample"],
        },
      ],
    }),
  );
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  const { outputs: prompt } = await runNode("pipeline/prompt", {
    clip: outputs["clip"],
    text: "a cat",
  });
  const { outputs: guided } = await runNode("pipeline/prompt-guidance", {
    model: outputs["model"],
    positive: prompt["conditioning"],
  });
  await expect(
    runNode("sampling/sampler", {
      model: guided["model"],
      solver: { id: "euler", options: {} },
      schedule: {
        sigmas: Float64Array.of(14.6, 3, 0),
        ending: "zero",
        source: "test",
      },
      count: 1,
    }),
  ).rejects.toThrow(
    /^Euler \(DDIM\), step 1 of 2 at sigma 14\.6: unet\/model\.onnx gave (NaN|-?Infinity) for sample 1 of 2 at timestep 999, wanted finite numbers$/,
  );
});

test("without a tokenizer, the Prompt says so", async () => {
  const folder = copyOf("sd15-optimum");
  rmSync(join(folder, "tokenizer"), { recursive: true });
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  await expect(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  ).rejects.toThrow(
    `${folder}/tokenizer has neither a tokenizer.json nor a vocab.json, one of which prompts need: copy it from the model's original`,
  );
});

test("without its merges, the Prompt says where they come from", async () => {
  const folder = copyOf("sd15-optimum");
  rmSync(join(folder, "tokenizer", "merges.txt"));
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  await expect(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  ).rejects.toThrow(
    `there is no file ${folder}/tokenizer/merges.txt, wanted the merges of a tokenizer, which its vocab.json needs: copy it from the model's original`,
  );
});

test("without a VAE encoder, VAE Encode says so", async () => {
  const folder = copyOf("sd15-optimum");
  rmSync(join(folder, "vae_encoder"), { recursive: true });
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  const shape = [3, 16, 16] as const;
  await expect(
    runNode("pipeline/vae-encode", {
      vae: outputs["vae"],
      images: { pixels: new Float32Array(768), count: 1, shape },
    }),
  ).rejects.toThrow(
    `${folder} has no vae_encoder, which makes latents of pictures: export the pipeline with it`,
  );
});
