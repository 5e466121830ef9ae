import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Effort } from "../../../nodes/parts/optimization.ts";
import { encodePng } from "../../../nodes/formats/picture.ts";
import { openModel } from "./bench-model.ts";
import { comparedPictures } from "./compared-pictures.ts";
import { comparedSchedules, methods } from "./compared-schedules.ts";
import { tableHead, tableLine, withBlock } from "./document-block.ts";
import {
  evaluationsHead,
  evaluationsToOptimum,
} from "./evaluations-to-optimum.ts";
import { exactToy } from "./exact-toys.ts";
import { gridMixtures, gridToy, paperValues } from "./grid-mixtures.ts";
import {
  likelihoodOf,
  logDensityOf,
  table4Head,
  table4Rows,
} from "./table-4.ts";
import { gainsHead, tunedGains } from "./tuned-gains.ts";

// `npm run bench -- optimize | nfe | table-4 [model …] [--short] [--seed N] [--solvers A,B] [--steps 5,10] [--methods exact,tuned] [--budget usual] [--write]`: the evidence for optimized schedules, as
// Markdown, which --write puts into docs/optimized-schedules.md. build/bench.mjs bundles it and gives the project's folder first.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    solvers: { type: "string" },
    steps: { type: "string" },
    methods: { type: "string", default: "coordinate,exact,tuned" },
    budget: { type: "string" },
  },
});
const [root = ".", what = "", ...asked] = positionals;
const seed = Number(values.seed);
const document = join(root, "docs", "optimized-schedules.md");

const efforts: readonly Effort[] = ["quick", "usual", "thorough"];

/** As many evaluations of the denoiser, with the solvers of the table. */
const table4Steps = [6, 8, 10];

interface Table {
  readonly models: readonly string[];
  readonly head: readonly string[];
  /** Rows of one model. */
  readonly rows: (model: string) => AsyncIterable<string[]>;
}

const tables: Readonly<Record<string, Table>> = {
  optimize: {
    models: ["ring-of-8", "checkerboard", "grid-of-25", "emoji-32"],
    head: gainsHead,
    rows: gains,
  },
  nfe: {
    models: ["ring-of-8", "grid-of-25"],
    head: evaluationsHead,
    rows: evaluations,
  },
  "table-4": {
    models: [...gridMixtures.map(({ name }) => name), "emoji-32"],
    head: table4Head(table4Steps),
    rows: table4,
  },
};

const table = tables[what];
if (table === undefined)
  throw new Error(
    `The table must be one of ${Object.keys(tables).join(", ")}, got ${what}`,
  );
const lines = tableHead(table.head);
print(lines);
for (const model of asked.length > 0 ? asked : table.models) {
  const own = tableHead(table.head);
  for await (const row of table.rows(model)) {
    const line = tableLine(row);
    own.push(line);
    print([line]);
  }
  if (values.write) {
    const before = readFileSync(document, "utf8");
    writeFileSync(
      document,
      withBlock(before, `${what} ${model}`, own.join("\n")),
    );
  }
}

async function* gains(name: string): AsyncGenerator<string[]> {
  const model = await openModel(name);
  const isPoint = model.denoiser.shape.length === 1;
  const short = values.short;
  yield* tunedGains(model, {
    solvers: askedFor(values.solvers) ?? [
      "ddim",
      "stochastic-ddim",
      "dpmpp-2m",
      // DPM++ 2M as diffusers does it
      "DPMSolverMultistepScheduler",
      "dpmpp-2m-sde",
    ],
    steps: askedFor(values.steps)?.map(Number) ?? [5, 10, 20],
    seed,
    effort: effort(),
    samples: short ? 128 : 512,
    levels: short ? 33 : 65,
    fresh: isPoint
      ? {
          seed: seed + 1000,
          batch: 512,
          batches: short ? 2 : 16,
          fineSteps: 200,
        }
      : { seed: seed + 1000, batch: 8, batches: short ? 8 : 32, fineSteps: 50 },
  });
  await model.denoiser.dispose();
}

async function* evaluations(name: string): AsyncGenerator<string[]> {
  const short = values.short;
  yield* evaluationsToOptimum(exactToy(name), {
    passes: [
      { levels: 33, samples: 512 },
      { levels: 33, samples: 1024 },
      { levels: 65, samples: 1024 },
      { levels: 65, samples: 2048 },
      { levels: 65, samples: 4096 },
      { levels: 65, samples: 8192 },
    ],
    seeds: [seed, seed + 1, seed + 2, seed + 3],
    // the paper's; a search that is not stopped early
    coordinateSamples: short ? 256 : 8192,
    mostSweeps: short ? 20 : 300,
  });
}

async function* table4(name: string): AsyncGenerator<string[]> {
  const short = values.short;
  const mixture = gridMixtures.find((one) => one.name === name);
  const toy = mixture && gridToy(mixture);
  const model = await openModel(name, toy && { kind: "toy", toy });
  const logDensity = toy && logDensityOf(toy);
  const fresh = toy
    ? { batch: 512, batches: short ? 2 : 16, fineSteps: 10 }
    : { batch: 8, batches: short ? 8 : 32, fineSteps: 50 };
  const solvers =
    askedFor(values.solvers) ??
    (mixture
      ? [mixture.solver]
      : ["dpmpp-2m", "dpmpp-2m-sde", "stochastic-ddim"]);
  for (const solver of solvers) {
    const compared = await comparedSchedules(model, solver, {
      steps: table4Steps,
      methods: methods.filter((method) =>
        askedFor(values.methods)?.includes(method),
      ),
      seed,
      levels: short || !toy ? 33 : 65,
      effort: effort(),
      samples: table4Samples(toy !== undefined, short),
      ...(logDensity && {
        stopping: likelihoodOf(model, solver, logDensity, {
          ...fresh,
          batches: 2,
          seed,
        }),
      }),
    });
    yield* table4Rows(model, {
      solver,
      compared,
      fresh: { ...fresh, seed: seed + 1000 },
      ...(logDensity && { logDensity, paper: paperValues[name] ?? {} }),
    });
    if (!values.write) continue;
    const picture = await comparedPictures(model, {
      solver,
      schedules: compared.map(({ schedules }) => schedules[0] ?? []),
      count: toy ? 2000 : 9,
      seed: seed + 1000,
      fineSteps: toy ? 200 : 50,
    });
    writeFileSync(
      join(root, "docs", `optimized-${name}-${solver}.png`),
      encodePng(picture),
    );
  }
  await model.denoiser.dispose();
}

function table4Samples(isPoint: boolean, short: boolean) {
  if (isPoint)
    return { coordinate: short ? 256 : 1024, exact: 2048, tuned: 512 };
  return short
    ? { coordinate: 16, exact: 64, tuned: 64 }
    : { coordinate: 64, exact: 256, tuned: 256 };
}

/** The budget of `tuned`: --short measures less unless one is asked for. */
function effort(): Effort {
  const usual = values.short ? "quick" : "usual";
  const asked = values.budget ?? usual;
  const found = efforts.find((one) => one === asked);
  if (found === undefined)
    throw new Error(
      `--budget must be one of ${efforts.join(", ")}, got ${asked}`,
    );
  return found;
}

function askedFor(list: string | undefined): readonly string[] | undefined {
  return list?.split(",");
}

function print(rows: readonly string[]): void {
  process.stdout.write(`${rows.join("\n")}\n`);
}
