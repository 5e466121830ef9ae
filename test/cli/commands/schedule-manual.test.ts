import { expect, test } from "vitest";
import { command } from "../../../cli/commands/schedule.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { file } = temporaryFolder();

async function run(...words: readonly string[]) {
  const said: string[] = [];
  const { signal } = new AbortController();
  const answer = await runCommand(command, words, signal, (message) => {
    said.push(message);
  });
  return { answer, said };
}

test("levels of one's own are printed, and what they were taken for is said", async () => {
  expect(await run("manual", "--sigmas", "14,6; 2,5; 0")).toEqual({
    answer: { sigmas: [14.6, 2.5, 0], steps: 2, ending: "zero" },
    said: [
      "Commas were read as decimal commas: 14,6 as 14.6.",
      "Read as a list of numbers: 2 steps.",
    ],
  });
});

test("they come from a file too, and go into any format", async () => {
  const path = file("mine.csv", "sigma\n3\n1\n");
  const { answer, said } = await run(
    "manual",
    "--sigmas",
    path,
    "--format",
    "csv",
  );
  expect(answer).toMatchObject({
    sigmas: [3, 1],
    ending: "sigma-min",
    format: "csv",
    text: expect.stringMatching(/^sigma\n3/),
    note: expect.stringContaining("2 sigmas for 1 step"),
  });
  expect(said[0]).toBe("Read as CSV, column sigma: 1 step.");
});

test.each([
  [["manual"], "--sigmas must say the levels of the schedule manual"],
  [
    ["manual", "--sigmas", "3 1", "--steps", "1"],
    "--sigmas gives all noise levels, so that --steps has nothing to say",
  ],
  [
    ["manual", "--sigmas", "3 1", "--option", "rho=1"],
    "The schedule manual takes --sigmas and no options, got rho=1.",
  ],
  [
    ["edm", "--sigmas", "3 1"],
    "--sigmas gives the levels of the schedule manual, and edm makes its own",
  ],
])("%j is refused in one sentence", async (words, sentence) => {
  await expect(run(...words)).rejects.toThrow(sentence);
  await expect(run(...words)).rejects.toBeInstanceOf(BadInput);
});
