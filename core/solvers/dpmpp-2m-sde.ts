import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { endsFirstOrder, lowerOrderFinal } from "./lower-order-final.ts";
import type { Solver } from "./solver.ts";

/** SDE-DPM-Solver++(2M): Lu et al. 2022 (arXiv:2211.01095), with lambda = −ln sigma and eta as in k-diffusion. */
export const dpmpp2mSde: Solver = {
  title: "DPM++ 2M SDE",
  names: { comfyui: ["dpmpp_2m_sde"] },
  presets: { dpmpp_2m_sde_heun: { solver_type: "heun" } },
  order: 2,
  historyLength: 1,
  stochastic: (options) =>
    numberOption(options, "eta") > 0 && numberOption(options, "s_noise") > 0,
  parameters: {
    eta: {
      kind: "number",
      title: "Eta",
      default: 1,
      min: 0,
      max: 100,
      description:
        "Strength of the noise; 0 is the differential equation, 1 the stochastic one of the paper.",
    },
    s_noise: {
      kind: "number",
      title: "Noise scale",
      default: 1,
      min: 0,
      max: 100,
      description: "Standard deviation of the noise that is drawn.",
    },
    solver_type: {
      kind: "choice",
      title: "Second-order term",
      default: "midpoint",
      choices: ["midpoint", "heun"],
      description:
        "How the difference to the step before is weighed; at eta 0 midpoint is DPM++ 2M.",
    },
    ...lowerOrderFinal,
  },
  evaluationsPerStep: 1,
  source: "Lu et al. 2022, SDE-DPM-Solver++(2M) (arXiv:2211.01095)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options, noise } = input;
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const eta = numberOption(options, "eta");
    const h = Math.log(sigma / sigmaNext);
    const stretched = (1 + eta) * h;
    // 1 − e^{−(1 + eta) h}
    const share = -Math.expm1(-stretched);
    const [before] = history;
    let correction = 0;
    if (before && !endsFirstOrder(input)) {
      const whole =
        options["solver_type"] === "heun" ? 1 - share / stretched : share / 2;
      correction = (whole * h) / Math.log(before.sigma / sigma);
    }
    const next = combine(
      x,
      [(sigmaNext / sigma) * Math.exp(-eta * h), x],
      [share + correction, denoised],
      [-correction, before?.denoised ?? denoised],
    );
    const scale =
      sigmaNext *
      Math.sqrt(-Math.expm1(-2 * eta * h)) *
      numberOption(options, "s_noise");
    return {
      x:
        scale === 0
          ? next
          : combine(x, [1, next], [scale, noise(sigma, sigmaNext)]),
      denoised,
    };
  },
};
