import type { Command as Program } from "commander";
import { BadInput } from "../../core/bad-input.ts";
import {
  collectStatistics,
  evaluations,
} from "../../core/klub/collect-statistics.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import type { FitOptions } from "../../core/klub/fit-schedules.ts";
import { klubEstimates, klubInterval } from "../../core/klub/klub-estimates.ts";
import type { Statistics } from "../../core/klub/statistics.ts";
import { describeModel } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { readStatisticsFile } from "../array-file.ts";
import { readSigmas, sigmasWords } from "../read-sigmas.ts";
import type { Command, Terminal } from "../command.ts";
import {
  declareKlubOptions,
  modelWords,
  withKlubModel,
} from "../klub-options.ts";
import type { KlubOptions } from "../klub-options.ts";

interface Options extends KlubOptions {
  readonly model?: string;
  readonly statistics?: string;
  readonly sigmas: string;
}

export const command: Command = {
  description:
    "Measure the KLUB of a given schedule for a model, or by the statistics of an optimization",
  declare(program, terminal) {
    declareKlubOptions(program)
      .option("--model <model>", modelWords)
      .option(
        "--statistics <file>",
        "what optimize --statistics wrote: no model is called",
      )
      .requiredOption("--sigmas <file or text>", sigmasWords)
      .action(async (options: Options) => {
        if (options.statistics !== undefined) refuseIdleOptions(program);
        const sigmas = await scheduleFile(options.sigmas, (notice) =>
          terminal.say(notice),
        );
        terminal.print(
          options.statistics === undefined
            ? await byModel(options, sigmas, terminal)
            : await byStatistics(options.statistics, options, sigmas),
        );
      });
  },
};

/** What has a say where statistics are given: all else is of measuring a model. */
const ofStatistics = ["statistics", "sigmas", "weight", "model", "json"];

/** @throws BadInput that names the first option that was given and decides nothing beside statistics. */
function refuseIdleOptions(program: Program): void {
  const idle = program.options.find((option) => {
    const name = option.attributeName();
    return (
      !ofStatistics.includes(name) &&
      program.getOptionValueSource(name) === "cli"
    );
  });
  if (idle !== undefined)
    throw new BadInput(
      `--statistics gives what was measured of the model, so that ${idle.long} has nothing to say beside it: only one of the two can be given`,
    );
}

async function byModel(
  { model: name, ...options }: Options,
  sigmas: readonly number[],
  terminal: Terminal,
) {
  if (name === undefined)
    throw new BadInput(
      "klub takes either --model or --statistics, got neither",
    );
  const request = {
    ...options,
    sigmaMax: sigmas[0] as number,
    sigmaMin: sigmas[sigmas.length - 1] as number,
  };
  const { weight, samples } = options;
  return withKlubModel({ ...options, model: name }, terminal, async (model) => {
    const { denoiser, source, signal, progress } = model;
    const { data, increments, evaluationsPerSample } = source;
    const statistics = await collectStatistics({
      ...request,
      denoiser,
      data,
      signal,
      onProgress: ({ done, total }) =>
        progress({ done, total, message: `${done} of ${total} samples` }),
    });
    return {
      ...klubOf(statistics, sigmas, { weight, increments }),
      nfe: evaluations(request) + samples * evaluationsPerSample,
    };
  });
}

async function byStatistics(
  path: string,
  { weight, model: wanted }: Options,
  sigmas: readonly number[],
) {
  const { statistics, increments, model } = await readStatisticsFile(path);
  if (wanted !== undefined) {
    const { sha256, title } = await describeModel(await resolveModel(wanted));
    if (sha256 !== model.sha256)
      throw new BadInput(
        `${path} holds statistics of ${model.name} (SHA-256 ${model.sha256.slice(0, 12)}…), not of ${title} (${sha256.slice(0, 12)}…)`,
      );
  }
  return {
    ...klubOf(statistics, sigmas, { weight, increments }),
    nfe: 0,
    model: model.name,
  };
}

/** The KLUB with its 95 % interval, where the statistics are in blocks enough to tell. */
function klubOf(
  statistics: Statistics,
  sigmas: readonly number[],
  options: FitOptions,
) {
  const known = klubInterval(klubEstimates(statistics, options)(sigmas));
  return {
    klub: scheduleKlub(statistics, sigmas, options),
    ...(known && { klubInterval: [known.low, known.high] }),
  };
}

async function scheduleFile(
  given: string,
  say: (notice: string) => void,
): Promise<readonly number[]> {
  const { sigmas, process, source } = await readSigmas(given, say);
  if (process === "flow")
    throw new BadInput(
      `${source}: the KLUB is of noise levels, and these are times of a flow`,
    );
  if (sigmas[sigmas.length - 1] === 0)
    throw new BadInput(
      `${source}: the last noise level must be above 0, since the KLUB of a schedule that ends at 0 is infinite, got 0`,
    );
  return sigmas;
}
