import { BadInput } from "../../core/bad-input.ts";
import { noiseSource } from "../../core/noise/noise-kinds.ts";
import type { Command } from "../command.ts";
import { noiseSourceOption } from "../noise-option.ts";
import { wholeNumbersOption } from "../option.ts";
import { seedOf, seedOption } from "../seed-option.ts";

interface Options {
  readonly source: string;
  readonly seed: string;
  readonly shape: readonly number[];
}

/** As text they are some 90 MB. */
const mostNumbers = 2 ** 22;

export const command: Command = {
  description: "Print the standard normal numbers that a seed starts from",
  declare(program, terminal) {
    program
      .option(...noiseSourceOption("--source"))
      .option(...seedOption("decides the noise"))
      .requiredOption(
        "--shape <shape>",
        "samples and the shape of one, for example 1,4,64,64; the numbers come in row-major order, in single precision",
        wholeNumbersOption("--shape", { min: 1 }),
      )
      .action(({ source, seed, shape }: Options) => {
        const [count = 1, ...axes] = shape;
        const length = axes.reduce((product, axis) => product * axis, 1);
        if (count * length > mostNumbers)
          throw new BadInput(
            `--shape must be at most ${mostNumbers} numbers, got ${count * length}.`,
          );
        const values = Array.from(
          noiseSource(source, {
            seed: seedOf("--seed", seed, "--source", source),
            count,
            length,
            precision: "f32",
          }).initial(),
        );
        terminal.print({ values }, values.join("\n"));
      });
  },
};
