import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Command } from "../../../cli/command.ts";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { cases, entry } from "../../core/klub/cases.ts";
import type { Case } from "../../core/klub/cases.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));
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
    schedules: {
      steps: number;
      sigmas: number[];
      klub: number;
      score: number;
      scoreInterval: [number, number];
      baselineScores: Record<string, number>;
    }[];
    seconds: number;
    candidates: {
      steps: number;
      id: string;
      klub: number;
      klubInterval: { low: number; high: number };
    }[];
  };
  expect(answer).toMatchObject({ nfe: 2048 * 65, device: "cpu" });
  expect(answer.seconds).toBeGreaterThan(0);
  expect(answer.schedules.map(({ steps }) => steps)).toEqual([5, 10, 20]);
  for (const one of answer.schedules) {
    const { steps, sigmas, klub: found, score, baselineScores } = one;
    const { scoreInterval } = one;
    expect(score).toBeCloseTo(found, 6);
    expect(scoreInterval[0]).toBeLessThan(score);
    expect(scoreInterval[1]).toBeGreaterThan(score);
    expect(scoreInterval[1] / scoreInterval[0]).toBeLessThan(1.2);
    expect(answer.candidates).toContainEqual(
      expect.objectContaining({
        steps,
        id: "optimized",
        klubInterval: { low: scoreInterval[0], high: scoreInterval[1] },
      }),
    );
    for (const id of ["edm", "logsnr", "time-uniform", "gaussian-optimal"]) {
      expect(baselineScores[id]).toBeGreaterThan(score);
      expect(answer.candidates).toContainEqual(
        expect.objectContaining({ steps, id, klub: baselineScores[id] }),
      );
    }
    const wanted = entry(asymmetric.optimal, steps).klub;
    expect(Math.abs(found / wanted - 1)).toBeLessThan(0.05);
    const given = file(`${steps}.json`, { sigmas });
    const measured = await run(
      klub,
      `--model ${toy} --sigmas ${given} ${settings}`,
    );
    expect(measured).toEqual({
      klub: expect.closeTo(found, 6),
      klubInterval: scoreInterval.map((end) => expect.closeTo(end, 6)),
      nfe: 2048 * 65,
    });
  }
  const [first] = answer.schedules;
  const words = (name: string, schedules: unknown) =>
    `--model ${toy} --sigmas ${file(name, { schedules })} ${settings}`;
  expect(await run(klub, words("single.json", [first]))).toMatchObject({
    klub: expect.closeTo(first?.klub ?? NaN, 6),
  });
  await expect(
    run(klub, words("several.json", answer.schedules)),
  ).rejects.toThrow(
    "several.json must hold one schedule, got 3, of 5, 10, 20 steps",
  );
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

interface TunedAnswer {
  readonly schedules: readonly {
    readonly steps: number;
    readonly sigmas: readonly number[];
    readonly klub: number;
    readonly chosen: string;
    readonly score: number;
    readonly scoreInterval: readonly [number, number];
    readonly baselineScores: Readonly<Record<string, number>>;
  }[];
  readonly nfe: number;
  readonly method: string;
  readonly candidates: readonly {
    readonly steps: number;
    readonly id: string;
    readonly stage: string;
    readonly paired: { readonly value: number };
  }[];
}
const tuned = `--model ring-of-8 --solver dpmpp-2m --option lower_order_final=true --steps 3,4 --budget quick --samples 64 --levels 17`;

test("with a solver it tunes: nothing that it returns scores worse than the hand-crafted schedules beside it", async () => {
  const answer = (await run(optimize, tuned)) as TunedAnswer;
  expect(answer.method).toBe("tuned");
  expect(answer.schedules.map(({ steps }) => steps)).toEqual([3, 4]);
  for (const schedule of answer.schedules) {
    const { steps, sigmas, score, scoreInterval, baselineScores } = schedule;
    expect(sigmas).toHaveLength(steps + 1);
    for (const id of ["edm", "logsnr", "time-uniform", "gaussian-optimal"])
      expect(score).toBeLessThanOrEqual(baselineScores[id] ?? NaN);
    expect(scoreInterval[0]).toBeLessThanOrEqual(score);
    expect(scoreInterval[1]).toBeGreaterThanOrEqual(score);
    const chosen = answer.candidates.find(
      ({ id, steps: of }) => id === schedule.chosen && of === steps,
    );
    expect(chosen).toMatchObject({
      stage: "confirmed",
      paired: { value: score },
    });
  }
});

test("a model without known data is tuned by its own samples, which cost evaluations", async () => {
  const path = new URL(
    "../../fixtures/onnx/pytorch-conditional.onnx",
    import.meta.url,
  ).pathname;
  const words = `--model ${path} --solver euler --steps 2 --sigma-min 0.02 --budget quick --levels 9`;
  const answer = (await run(optimize, `${words} --samples 16`)) as TunedAnswer;
  const [schedule] = answer.schedules;
  expect(schedule?.sigmas).toHaveLength(3);
  expect(schedule?.score).toBeLessThanOrEqual(
    Math.min(...Object.values(schedule?.baselineScores ?? {})),
  );
  // 35 for each sample that statistics are of, and for each that components are of
  expect(answer.nfe).toBeGreaterThan((16 + 128) * 35 + 16 * 9);
});

test("--data are what the statistics are of", async () => {
  const near = file(
    "near.json",
    Array.from({ length: 40 }, (_, k) => [0.01 * k, 1]),
  );
  const words = "--model ring-of-8 --steps 5 --samples 64 --levels 17";
  const [own, given] = [
    (await run(optimize, words)) as TunedAnswer,
    (await run(optimize, `${words} --data ${near}`)) as TunedAnswer,
  ];
  expect(given.nfe).toBe(own.nfe);
  expect(given.schedules[0]?.klub).not.toBe(own.schedules[0]?.klub);
});

test("--resume finds a finished optimization again", async () => {
  const state = join(folder, "state of resume");
  vi.stubEnv("STEPWRIGHT_STATE", state);
  const kept = () => {
    const all = join(state, "optimizations");
    const [key = ""] = readdirSync(all);
    expect(readdirSync(join(all, key))).toEqual(["result"]);
    return statSync(join(all, key, "result")).ino;
  };
  const words = "--model ring-of-8 --steps 5 --samples 64 --levels 17";
  const first = (await run(optimize, words)) as TunedAnswer;
  const made = kept();
  const seconds = expect.any(Number) as number;
  expect(await run(optimize, `${words} --resume`)).toEqual({
    ...first,
    seconds,
  });
  expect(kept()).toBe(made);
  expect(await run(optimize, words)).toEqual({ ...first, seconds });
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

test("a number of steps that is asked for twice is taken once, where it came first", async () => {
  const words = "--model ring-of-8 --steps 5,3,5 --samples 16 --levels 9";
  const { schedules } = (await run(optimize, words)) as TunedAnswer;
  expect(schedules.map(({ steps }) => steps)).toEqual([5, 3]);
});

const limits = "--sigma-min 0.002 --sigma-max 80";
test.each([
  [
    optimize,
    `--model ${toy} --steps 0 ${limits}`,
    "--steps must be a whole number from 1 to 256, got 0",
  ],
  [optimize, `--model ${toy} --steps 1e9 ${limits}`, "got 1e9"],
  [
    optimize,
    `--model ${toy} --steps 5,ten,20 ${limits}`,
    "--steps must be a whole number from 1 to 256, got ten as entry 2 of 3",
  ],
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
    "The method tuned measures schedules with a solver, and none was given",
  ],
  [
    optimize,
    `--model ring-of-8 --steps 5 --option eta=1`,
    "--option eta=1 needs --solver, got no solver",
  ],
  [
    optimize,
    `--model ring-of-8 --steps 5 --data ${file("flat.json", [1, 2, 3])}`,
    "must hold samples of the model's shape [n, 2], got [3]",
  ],
  [
    optimize,
    `--model ring-of-8 --steps 5 --data ${file("one.json", [[1, 2]])}`,
    "must hold at least 2 samples, got 1",
  ],
  [
    klub,
    `--sigmas ${file("two.json", [80, 1])}`,
    "klub takes either --model or --statistics, got neither",
  ],
  [
    klub,
    `--statistics ${file("other.json", { format: "png" })} --sigmas ${file("two.json", [80, 1])}`,
    "its format must be stepwright-statistics, version 1",
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
