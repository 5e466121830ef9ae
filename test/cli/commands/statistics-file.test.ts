import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));
const run = (command: typeof klub, words: string) =>
  runCommand(command, words.split(" "));

interface Answer {
  readonly schedules: readonly {
    readonly sigmas: readonly number[];
    readonly klub: number;
    readonly scoreInterval: readonly [number, number];
  }[];
}

const toy = file("toy.json", {
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  weights: [0.7, 0.3],
  means: [[-0.6], [0.9]],
  stds: [0.2, 0.1],
});

test("statistics are a file, by which klub measures any schedule without the model, and of no other one", async () => {
  const statistics = join(folder, "statistics.json");
  const answer = (await run(
    optimize,
    `--model ${toy} --steps 6 --samples 64 --levels 33 --statistics ${statistics}`,
  )) as Answer;
  const [best] = answer.schedules;
  const given = file("six.json", { sigmas: best?.sigmas });
  expect(
    await run(klub, `--statistics ${statistics} --sigmas ${given}`),
  ).toMatchObject({ klub: best?.klub, nfe: 0 });
  expect(
    await run(
      klub,
      `--statistics ${statistics} --model ${toy} --sigmas ${given}`,
    ),
  ).toMatchObject({ klub: best?.klub });
  await expect(
    run(klub, `--statistics ${statistics} --model ring-of-8 --sigmas ${given}`),
  ).rejects.toThrow("not of Ring of 8");
  const wide = file("wide.json", [1e5, 1, 0.01]);
  await expect(
    run(klub, `--statistics ${statistics} --sigmas ${wide}`),
  ).rejects.toThrow(
    "The schedule runs from 100000 to 0.01, but the statistics",
  );
});

test.each([
  ["--samples 64", "--samples"],
  // as without it, but it was asked for
  ["--levels 65", "--levels"],
  ["--seed 1", "--seed"],
  ["--class 0", "--class"],
  ["--guidance-rescale 0.5", "--guidance-rescale"],
])(
  "klub by statistics refuses %s, which is of measuring a model",
  async (given, name) => {
    const path = file("measured.json", good);
    const running = run(klub, `--statistics ${path} --sigmas 3,2,1 ${given}`);
    await expect(running).rejects.toThrow(BadInput);
    await expect(running).rejects.toThrow(
      `--statistics gives what was measured of the model, so that ${name} has nothing to say beside it`,
    );
  },
);

test("the interval of a KLUB is smaller by statistics of more samples, and is found again in their file", async () => {
  const widths: number[] = [];
  for (const [samples, method] of [
    [64, "coordinate"],
    [1024, "exact"],
  ] as const) {
    const path = join(folder, `statistics of ${samples}.json`);
    const words = `--model ${toy} --steps 6 --samples ${samples} --levels 33 --method ${method} --statistics`;
    const [schedule] = (
      (await runCommand(optimize, [...words.split(" "), path])) as Answer
    ).schedules;
    const [low = NaN, high = NaN] = schedule?.scoreInterval ?? [];
    widths.push(high - low);
    const given = file("six.json", { sigmas: schedule?.sigmas });
    expect(
      await runCommand(klub, ["--statistics", path, "--sigmas", given]),
    ).toMatchObject({ klubInterval: schedule?.scoreInterval });
  }
  const [few = NaN, many = NaN] = widths;
  expect(many).toBeLessThan(few / 2);
});

test("statistics replace statistics, which is said, and no other file", async () => {
  const path = join(folder, "kept.json");
  const make = async (model: string) => {
    const said: string[] = [];
    const words = `--model ${model} --steps 3 --samples 64 --levels 17 --statistics ${path}`;
    await runCommand(
      optimize,
      words.split(" "),
      new AbortController().signal,
      (sentence) => void said.push(sentence),
    );
    return said.at(-1);
  };
  expect(await make("ring-of-8")).toBe(
    "The statistics of Ring of 8 were written to kept.json.",
  );
  expect(await make("checkerboard")).toBe(
    "The statistics of Checkerboard were written to kept.json, in place of those of Ring of 8.",
  );
  for (const text of ["my thesis", '{"format": "stepwright-graph"}', ""]) {
    file("kept.json", text);
    await expect(make("ring-of-8")).rejects.toThrow(
      new RegExp(
        `^--statistics ${path} must be a new file or one of statistics, and what is there is left as it is: ${path} is not a file of statistics`,
      ),
    );
    expect(readFileSync(path, "utf8")).toBe(text);
  }
});

/** A block of three levels: samples, the Gram's rows up to the diagonal, and the squares of the losses, all 1 but those given. */
function sums(given: Readonly<Record<number, number>>): readonly number[] {
  return Array.from({ length: 10 }, (_, at) => given[at] ?? 1);
}

function half(given: { readonly gram?: readonly number[] }) {
  return {
    samples: 1,
    gram: Array<number>(9).fill(1),
    lossSquares: [1, 1, 1],
    ...given,
  };
}

const good = {
  format: "stepwright-statistics",
  version: 2,
  increments: "ideal",
  weight: 3,
  model: { name: "a model", sha256: "00" },
  dimensions: 1,
  sigmaData: 1,
  levels: [1, 2, 3],
  blocks: [sums({}), sums({})],
};

test("a product of two levels below 0 and data that are one point are no reason to refuse a file of statistics", async () => {
  const whole = { ...good, sigmaData: 0, blocks: [sums({ 2: -1 }), sums({})] };
  expect(
    await run(klub, `--statistics ${file("good.json", whole)} --sigmas 3,2,1`),
  ).toMatchObject({ nfe: 0, klub: expect.any(Number) });
});

test.each([
  [
    { format: "other" },
    'its format must be stepwright-statistics, version 1 or 2, got "other", version 2',
  ],
  [{ model: undefined }, "model must be an object, got nothing"],
  [{ levels: [1, 2, "x"] }, 'levels must be 3 numbers, got "x"'],
  [
    { levels: [1, 3, 2] },
    "levels must rise from above 0, got 2 as level 3 of 3",
  ],
  [
    { levels: [0, 1, 2] },
    "levels must rise from above 0, got 0 as level 1 of 3",
  ],
  [{ blocks: [[1, 2, 3]] }, "a block must be 10 numbers, got 3"],
  [
    { blocks: [Array<number>(10).fill(1)] },
    "an even number of blocks of the samples, got 3 levels and 1 blocks",
  ],
  [{ weight: "3" }, 'weight must be a number, got "3"'],
  [{ weight: -7 }, "weight must be a number from 0 to 6, got -7"],
  [{ dimensions: 0 }, "dimensions must be a whole number of at least 1, got 0"],
  [{ sigmaData: -1 }, "sigmaData must be a number of at least 0, got -1"],
  [
    { blocks: [sums({}), sums({ 0: -4 })] },
    "samples, in block 2 of 2, must be a whole number of at least 1, got -4",
  ],
  [
    { blocks: [sums({ 0: 1.5 }), sums({})] },
    "samples, in block 1 of 2, must be a whole number of at least 1, got 1.5",
  ],
  [
    { blocks: [sums({ 3: -2 }), sums({})] },
    "gram at level 2 of 3, in block 1 of 2, must be a sum of squares, at least 0, got -2",
  ],
  [
    { blocks: [sums({}), sums({ 9: -0.5 })] },
    "lossSquares at level 3 of 3, in block 2 of 2, must be a sum of squares, at least 0, got -0.5",
  ],
  [
    {
      version: 1,
      halves: [half({}), half({ gram: [1, 0, 0, 0, 1, 0, 0, 0, -3] })],
    },
    "gram at level 3 of 3, in half 2 of 2, must be a sum of squares, at least 0, got -3",
  ],
])(
  "a file of statistics with %j is refused in a sentence",
  async (change, sentence) => {
    const words = `--statistics ${file("wrong.json", { ...good, ...change })} --sigmas 3,2,1`;
    await expect(run(klub, words)).rejects.toThrow(BadInput);
    await expect(run(klub, words)).rejects.toThrow(sentence);
  },
);
