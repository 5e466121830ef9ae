import { BadInput } from "../bad-input.ts";
import { combine } from "../combine.ts";
import { optionName } from "../option-name.ts";
import { numberOption } from "../options.ts";
import { drawsNoise, noiseParameters } from "./noise-options.ts";
import { phi1, phi2 } from "./phi.ts";
import type { Solver } from "./solver.ts";
import { stagedNoise } from "./staged-noise.ts";

/** SEEDS-3: an exponential Runge-Kutta method of three stages with exact noise, Gonzalez et al. 2023 (arXiv:2305.14267). */
export const seeds3: Solver = {
  title: "SEEDS-3",
  names: { comfyui: ["seeds_3"] },
  order: 3,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
    r_1: {
      kind: "number",
      title: "First middle",
      default: 1 / 3,
      min: 0.01,
      max: 1,
      description:
        "Where the second evaluation is, as a share of the step in ln sigma; below the second middle.",
    },
    r_2: {
      kind: "number",
      title: "Second middle",
      default: 2 / 3,
      min: 0.01,
      max: 1,
      description:
        "Where the third evaluation is, as a share of the step in ln sigma.",
    },
  },
  evaluationsPerStep: 3,
  flow: "scaled",
  source:
    "Gonzalez et al. 2023, SEEDS-3 (arXiv:2305.14267), in D as ComfyUI's seeds_3",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, options } = input;
    const r1 = numberOption(options, "r_1");
    const r2 = numberOption(options, "r_2");
    if (r1 >= r2)
      throw new BadInput(
        `SEEDS-3's ${optionName(seeds3.parameters, "r_1")} must be below its ${optionName(seeds3.parameters, "r_2")}, got ${r1} and ${r2}`,
      );
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const h = Math.log(sigma / sigmaNext);
    const stretched = (1 + numberOption(options, "eta")) * h;
    const first = sigma * Math.exp(-r1 * h);
    const second = sigma * Math.exp(-r2 * h);
    const withNoise = stagedNoise(input, [r1, r2, 1]);
    const atFirst = withNoise(
      combine(
        x,
        [Math.exp(-r1 * stretched), x],
        [phi1(r1 * stretched), denoised],
      ),
      0,
    );
    const denoisedFirst = await denoise(atFirst, first);
    const weight = (r2 / r1) * phi2(r2 * stretched);
    const atSecond = withNoise(
      combine(
        x,
        [Math.exp(-r2 * stretched), x],
        [phi1(r2 * stretched) - weight, denoised],
        [weight, denoisedFirst],
      ),
      1,
    );
    const denoisedSecond = await denoise(atSecond, second);
    const last = phi2(stretched) / r2;
    const next = combine(
      x,
      [Math.exp(-stretched), x],
      [phi1(stretched) - last, denoised],
      [last, denoisedSecond],
    );
    return { x: withNoise(next, 2), denoised };
  },
};
