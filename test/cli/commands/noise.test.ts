import { describe, expect, test } from "vitest";
import { command } from "../../../cli/commands/noise.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { noiseKinds } from "../../../core/noise/noise-kinds.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { fixture } from "../../core/reference.ts";
import { runCommand } from "./command-line.ts";

const run = async (words: readonly string[]) =>
  (await runCommand(command, words)) as { readonly values: readonly number[] };

const references = fixture("torch-cpu.json") as readonly {
  readonly seed: string;
  readonly randn_1x4x8x8: readonly number[];
  readonly randn_5: readonly number[];
}[];

describe.each(references)("of seed $seed", (reference) => {
  const torch = ["--source", "torch-cpu", "--seed", reference.seed];

  test("torch-cpu gives the bits of torch.randn, flat", async () => {
    expect(await run([...torch, "--shape", "1,4,8,8"])).toEqual({
      values: reference.randn_1x4x8x8,
    });
    expect(await run([...torch, "--shape", "5"])).toEqual({
      values: reference.randn_5,
    });
  });

  test("default gives the start of sampling in single precision", async () => {
    const { values } = await run([
      "--source",
      "default",
      "--seed",
      reference.seed,
      "--shape",
      "2,3,4",
    ]);
    const noise = noiseFor(Number(reference.seed), 2, 12, "f32");
    expect(values).toEqual([...noise.initial()]);
  });
});

test.each([
  ["18446744073709551615", 2 ** 32 - 1],
  ["9007199254740993", 1],
])("torch-cpu reads the lowest 32 bits of seed %s", async (large, small) => {
  const words = ["--source", "torch-cpu", "--shape", "20", "--seed"];
  expect(await run([...words, large])).toEqual(
    await run([...words, String(small)]),
  );
});

test("without source and seed it is the default noise of seed 0", async () => {
  const { values } = await run(["--shape", "2,3"]);
  expect(values).toEqual([...noiseFor(0, 2, 3, "f32").initial()]);
});

test.each([...noiseKinds.keys()])("%s gives as many as asked", async (kind) => {
  const { values } = await run(["--source", kind, "--shape", "3,5"]);
  expect(values).toHaveLength(15);
});

test.each([
  [["--shape", "1,0,8"], "--shape must be a whole number of at least 1, got 0"],
  [
    ["--shape", "1,,8"],
    "--shape must be a whole number of at least 1, got nothing",
  ],
  [["--shape", "4.5"], "--shape must be a whole number of at least 1, got 4.5"],
  [
    ["--shape", "64,3,512,512"],
    "--shape must be at most 4194304 numbers, got 50331648.",
  ],
  [
    ["--shape", "1e15,1e15"],
    "--shape must be at most 4194304 numbers, got 1e+30.",
  ],
  [
    ["--shape", "4", "--seed", "-1"],
    "--seed must be a whole number from 0 to 9007199254740991, got -1.",
  ],
  [
    ["--shape", "4", "--seed", "9007199254740993"],
    "--seed must be a whole number from 0 to 9007199254740991, got 9007199254740993; --source torch-cpu and torch-cpu-each take it.",
  ],
  [
    ["--shape", "4", "--source", "torch-cpu", "--seed", "18446744073709551616"],
    "--seed must be a whole number from 0 to 18446744073709551615, got 18446744073709551616.",
  ],
  [
    ["--shape", "4", "--seed", "0x10"],
    "--seed must be a whole number from 0 to 9007199254740991, got 0x10.",
  ],
  [["--shape", "4", "--seed", ""], "to 9007199254740991, got nothing."],
  [
    ["--shape", "4", "--source", "cuda"],
    '--source must be one of default, torch-cpu, torch-cpu-each, brownian, got "cuda".',
  ],
  [
    ["--shape", "100000,1", "--source", "torch-cpu-each"],
    "A generator for each sample is kept for at most 32768 samples, got 100000",
  ],
])("%j is refused in one sentence", async (words, sentence) => {
  await expect(run(words)).rejects.toThrow(sentence);
  await expect(run(words)).rejects.toBeInstanceOf(BadInput);
});
