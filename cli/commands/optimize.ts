import { checkSteps, ranges } from "../../core/klub/check-request.ts";
import { optimizeExact } from "../../core/klub/optimize-exact.ts";
import type { Command } from "../command.ts";
import { declareKlubOptions, withKlubModel } from "../klub-options.ts";
import type { KlubOptions } from "../klub-options.ts";
import { choiceOption, numberOption, wholeNumbersOption } from "../option.ts";

interface Options extends KlubOptions {
  readonly steps: readonly number[];
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  readonly method: "exact";
}

export const command: Command = {
  description:
    "Find the schedules with the least KLUB for a model, for several numbers of steps at once",
  declare(program, terminal) {
    declareKlubOptions(program)
      .requiredOption(
        "--steps <list>",
        "numbers of steps, for example 5,10,20",
        wholeNumbersOption("--steps", ranges.steps),
      )
      .option(
        "--sigma-min <sigma>",
        "lowest noise level; else the model's own",
        numberOption("--sigma-min"),
      )
      .option(
        "--sigma-max <sigma>",
        "highest noise level; else the model's own",
        numberOption("--sigma-max"),
      )
      .option(
        "--method <method>",
        "how the schedules are found",
        choiceOption("--method", ["exact"]),
        "exact",
      )
      .action(async (options: Options) => {
        checkSteps(options.steps);
        const start = performance.now();
        const answer = await withKlubModel(options, terminal, async (model) => {
          const { denoiser, evaluationsPerSample } = model;
          const { sigmaMin, sigmaMax } = denoiser;
          const { schedules, nfe } = await optimizeExact({
            ...model,
            ...options,
            sigmaMin: options.sigmaMin ?? sigmaMin,
            sigmaMax: options.sigmaMax ?? sigmaMax,
          });
          const { reference } = denoiser.description;
          return {
            schedules: schedules.map(({ sigmas, ...rest }) => ({
              ...rest,
              sigmas: [...sigmas],
            })),
            nfe: nfe + options.samples * evaluationsPerSample,
            device:
              reference.kind === "onnx" ? (reference.device ?? "cpu") : "cpu",
          };
        });
        const seconds = (performance.now() - start) / 1000;
        terminal.print({ ...answer, seconds });
      });
  },
};
