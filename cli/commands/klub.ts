import { BadInput } from "../../core/bad-input.ts";
import {
  collectStatistics,
  evaluations,
} from "../../core/klub/collect-statistics.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import { readSigmas, sigmasWords } from "../read-sigmas.ts";
import type { Command } from "../command.ts";
import { declareKlubOptions, withKlubModel } from "../klub-options.ts";
import type { KlubOptions } from "../klub-options.ts";

interface Options extends KlubOptions {
  readonly sigmas: string;
}

export const command: Command = {
  description: "Measure the KLUB of a given schedule for a model",
  declare(program, terminal) {
    declareKlubOptions(program)
      .requiredOption("--sigmas <file or text>", sigmasWords)
      .action(async (options: Options) => {
        const sigmas = await scheduleFile(options.sigmas, (notice) =>
          terminal.say(notice),
        );
        const request = {
          ...options,
          sigmaMax: sigmas[0] as number,
          sigmaMin: sigmas[sigmas.length - 1] as number,
        };
        const answer = await withKlubModel(options, terminal, async (model) => {
          const statistics = await collectStatistics({ ...model, ...request });
          const { weight, samples } = options;
          const { increments, evaluationsPerSample } = model;
          return {
            klub: scheduleKlub(statistics, sigmas, { weight, increments }),
            nfe: evaluations(request) + samples * evaluationsPerSample,
          };
        });
        terminal.print(answer);
      });
  },
};

async function scheduleFile(
  path: string,
  say: (notice: string) => void,
): Promise<readonly number[]> {
  const { sigmas, process } = await readSigmas(path, say);
  if (process === "flow")
    throw new BadInput(
      `${path}: the KLUB is of noise levels, and these are times of a flow`,
    );
  if (sigmas[sigmas.length - 1] === 0)
    throw new BadInput(
      `${path}: the last noise level must be above 0, since the KLUB of a schedule that ends at 0 is infinite, got 0`,
    );
  return sigmas;
}
