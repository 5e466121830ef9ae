import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { drawsNoise, noiseParameters } from "./noise-options.ts";
import { phi1, phi2 } from "./phi.ts";
import type { Solver } from "./solver.ts";
import { stagedNoise } from "./staged-noise.ts";

/**
 * SEEDS-2: an exponential Runge-Kutta method of two stages with exact noise, Gonzalez et al. 2023 (arXiv:2305.14267).
 * With r = 1 and phi_2 it is the exponential Heun method in D that ComfyUI calls exp_heun_2_x0.
 */
export const seeds2: Solver = {
  title: "SEEDS-2",
  names: { comfyui: ["seeds_2", "exp_heun_2_x0", "exp_heun_2_x0_sde"] },
  presets: {
    exp_heun_2_x0: { r: 1, solver_type: "phi_2", eta: 0 },
    exp_heun_2_x0_sde: { r: 1, solver_type: "phi_2" },
  },
  order: 2,
  historyLength: 0,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
    r: {
      kind: "number",
      title: "Middle",
      default: 1 / 2,
      min: 0.01,
      max: 1,
      description:
        "Where between the two levels the second evaluation is, as a share of the step in ln sigma.",
    },
    solver_type: {
      kind: "choice",
      title: "Second stage",
      default: "phi_1",
      choices: ["phi_1", "phi_2"],
      choiceTitles: { phi_1: "midpoint (phi_1)", phi_2: "Runge-Kutta (phi_2)" },
      description:
        "How the two evaluations are weighed: phi_1 as DPM-Solver++(2S), phi_2 as an exponential Runge-Kutta method.",
    },
  },
  evaluationsPerStep: 2,
  flow: "scaled",
  source:
    "Gonzalez et al. 2023, SEEDS-2 (arXiv:2305.14267), in D as ComfyUI's seeds_2",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, options } = input;
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const eta = numberOption(options, "eta");
    const r = numberOption(options, "r");
    const h = Math.log(sigma / sigmaNext);
    const stretched = (1 + eta) * h;
    const middle = sigma * Math.exp(-r * h);
    const withNoise = stagedNoise(input, [r, 1]);
    const halfway = withNoise(
      combine(
        x,
        [Math.exp(-r * stretched), x],
        [phi1(r * stretched), denoised],
      ),
      0,
    );
    const there = await denoise(halfway, middle);
    const whole = phi1(stretched);
    const weight =
      options["solver_type"] === "phi_2"
        ? phi2(stretched) / r
        : whole / (2 * r);
    const next = combine(
      x,
      [Math.exp(-stretched), x],
      [whole - weight, denoised],
      [weight, there],
    );
    return { x: withNoise(next, 1), denoised };
  },
};
