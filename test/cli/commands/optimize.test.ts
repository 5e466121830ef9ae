import { join } from "node:path";
import { expect, test } from "vitest";
import type { Command } from "../../../cli/command.ts";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { cases, entry } from "../../core/klub/cases.ts";
import type { Case } from "../../core/klub/cases.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
const run = (command: Command, words: string) =>
  runCommand(command, words.split(" "));

const asymmetric = cases.find(({ name }) => name === "gmm1d_asym") as Case;
const { dist } = asymmetric;
const toy = file("toy.json", {
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  ...(dist.type === "gmm1d" && {
    weights: dist.weights,
    means: dist.means.map((mean) => [mean]),
    stds: dist.stds,
  }),
});
const settings = "--samples 2048 --levels 65 --seed 3";

test("optimize gives the best schedules of a toy's file, and klub agrees with it and with known values", async () => {
  const answer = (await run(
    optimize,
    `--model ${toy} --steps 5,10,20 --sigma-min 0.002 --sigma-max 80 --method exact ${settings}`,
  )) as {
    schedules: { steps: number; sigmas: number[]; klub: number }[];
    nfe: number;
    seconds: number;
    device: string;
  };
  expect(answer.nfe).toBe(2048 * 65);
  expect(answer.device).toBe("cpu");
  expect(answer.seconds).toBeGreaterThan(0);
  expect(answer.schedules.map(({ steps }) => steps)).toEqual([5, 10, 20]);
  for (const { steps, sigmas, klub: found } of answer.schedules) {
    const wanted = entry(asymmetric.optimal, steps).klub;
    expect(Math.abs(found / wanted - 1)).toBeLessThan(0.05);
    const given = file(`${steps}.json`, { sigmas });
    const measured = await run(
      klub,
      `--model ${toy} --sigmas ${given} ${settings}`,
    );
    expect(measured).toEqual({
      klub: expect.closeTo(found, 6),
      nfe: 2048 * 65,
    });
  }
  for (const name of ["edm_rho7_n10", "logsnr_n10", "edm_rho7_n20"]) {
    const { t, klub: wanted } = entry(asymmetric.others, name);
    const given = file(`${name}.json`, t.toReversed());
    const measured = (await run(
      klub,
      `--model ${toy} --sigmas ${given} ${settings}`,
    )) as { klub: number };
    expect(Math.abs(measured.klub / wanted - 1)).toBeLessThan(0.05);
  }
});

test("the KLUB of ten thousand steps is nearly 0 and never below", async () => {
  const sigmas = Array.from({ length: 10_001 }, (_, k) => 1 - 1e-9 * k);
  const given = file("many.json", sigmas);
  const { klub: measured } = (await run(
    klub,
    `--model ${toy} --sigmas ${given} --samples 16 --levels 9`,
  )) as { klub: number };
  expect(measured).toBeGreaterThanOrEqual(0);
  expect(measured).toBeLessThan(1e-9);
});

const limits = "--sigma-min 0.002 --sigma-max 80";
test.each([
  [
    optimize,
    `--model ${toy} --steps 0 ${limits}`,
    "--steps must be a whole number from 1 to 256, got 0",
  ],
  [optimize, `--model ${toy} --steps 1e9 ${limits}`, "got 1e9"],
  [optimize, `--model ${toy} --steps 5 --samples 1 ${limits}`, "--samples"],
  [optimize, `--model ${toy} --steps 5 --levels 2 ${limits}`, "--levels"],
  [
    optimize,
    `--model ${toy} --steps 5 --sigma-min 0 --sigma-max 80`,
    "sigma min must be a number above 0",
  ],
  [
    optimize,
    `--model ${toy} --steps 5 --sigma-min 1e-300 --sigma-max 1e300`,
    "sigma min and sigma max must be numbers from 0.000001 to 1000000, got 1e-300 and 1e+300",
  ],
  [
    optimize,
    `--model ${toy} --steps 5 --method tuned ${limits}`,
    '--method must be one of exact, got "tuned"',
  ],
  [optimize, `--model nothing-like-it --steps 5`, "nothing-like-it"],
  [
    klub,
    `--model ${toy} --sigmas ${file("zero.json", [80, 1, 0])}`,
    "the last noise level must be above 0",
  ],
  [
    klub,
    `--model ${toy} --sigmas ${file("rising.json", [1, 2, 0.1])}`,
    "must be below the one before it",
  ],
  [
    klub,
    `--model ${toy} --sigmas ${file("no.json", "eighty")}`,
    'must hold numbers such as 14.6, 6.47, 0.03, got "eighty"',
  ],
  [klub, `--model ${toy} --sigmas ${join(folder, "none.json")}`, "none.json"],
  [
    klub,
    `--model ${toy} --sigmas ${file("three.json", [80, 1, 0.1])} --weight 9`,
    "--weight must be a number from 0 to 6, got 9",
  ],
])("bad input %# is one sentence", async (command, words, sentence) => {
  const running = run(command, words);
  await expect(running).rejects.toThrow(BadInput);
  await expect(running).rejects.toThrow(sentence);
});
