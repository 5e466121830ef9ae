import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { endsFirstOrder, lowerOrderFinal } from "./lower-order-final.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import { phi1, phi2 } from "./phi.ts";
import type { Solver } from "./solver.ts";

/** SDE-DPM-Solver++(2M): Lu et al. 2022 (arXiv:2211.01095), with lambda = −ln sigma and eta as in k-diffusion. */
export const dpmpp2mSde: Solver = {
  title: "DPM++ 2M SDE",
  names: {
    comfyui: [
      "dpmpp_2m_sde",
      "dpmpp_2m_sde_gpu",
      "dpmpp_2m_sde_heun",
      "dpmpp_2m_sde_heun_gpu",
    ],
  },
  presets: {
    dpmpp_2m_sde_heun: { solver_type: "heun" },
    dpmpp_2m_sde_heun_gpu: { solver_type: "heun" },
  },
  order: 2,
  historyLength: 1,
  stochastic: drawsNoise,
  parameters: {
    ...noiseParameters,
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
  flow: "scaled",
  source: "Lu et al. 2022, SDE-DPM-Solver++(2M) (arXiv:2211.01095)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options, noise } = input;
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const eta = numberOption(options, "eta");
    const h = Math.log(sigma / sigmaNext);
    const stretched = (1 + eta) * h;
    const share = phi1(stretched);
    const [before] = history;
    let correction = 0;
    if (before && !endsFirstOrder(input)) {
      const whole =
        options["solver_type"] === "heun" ? phi2(stretched) : share / 2;
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
      Math.sqrt(phi1(2 * eta * h)) *
      numberOption(options, "s_noise");
    return {
      x: withNoise(next, scale, () => noise(sigma, sigmaNext)),
      denoised,
    };
  },
};
