import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));

test("samples that are too few are told with both numbers, and enough are not", async () => {
  const said = async (words: string) => {
    const sentences: string[] = [];
    await runCommand(
      optimize,
      `--model ring-of-8 --steps 10 ${words}`.split(" "),
      new AbortController().signal,
      (sentence) => void sentences.push(sentence),
    );
    return sentences;
  };
  expect(await said("--samples 12 --levels 65")).toEqual([
    "12 samples are few for 65 noise levels: much of the result is chance, take at least 65 samples or fewer levels",
  ]);
  expect(await said("--samples 66 --levels 65")).toEqual([
    expect.stringMatching(
      /^66 samples are few for 65 noise levels: the KLUB of a schedule fitted to one half of them is [\d.]+ % higher by the other half, wanted at most 15 %/,
    ),
  ]);
  expect(await said("--samples 512 --levels 33")).toEqual([]);
});

test("limits that make no sense are refused in one sentence, without the warnings of those that do", async () => {
  const sentences: string[] = [];
  await expect(
    runCommand(
      optimize,
      "--model ring-of-8 --steps 5 --sigma-min 0".split(" "),
      new AbortController().signal,
      (sentence) => void sentences.push(sentence),
    ),
  ).rejects.toThrow("sigma min must be a number above 0");
  expect(sentences).toEqual([]);
});

test("a number of steps that is given twice has one schedule", async () => {
  const answer = await runCommand(
    optimize,
    "--model ring-of-8 --steps 5,8,5 --samples 64 --levels 17".split(" "),
  );
  const { schedules } = answer as { schedules: { steps: number }[] };
  expect(schedules.map(({ steps }) => steps)).toEqual([5, 8]);
});
