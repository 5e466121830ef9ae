import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import { drawsNoise, noiseParameters, withNoise } from "./noise-options.ts";
import { phi1, phi2 } from "./phi.ts";
import type { Solver } from "./solver.ts";

/**
 * SDE-DPM-Solver++(3M) as k-diffusion has it, with the history of two steps in divided differences. Its last term is half
 * of what the third order needs, in k-diffusion as in the authors' own multistep program: the order is 2.
 */
export const dpmpp3mSde: Solver = {
  title: "DPM++ 3M SDE",
  names: { comfyui: ["dpmpp_3m_sde", "dpmpp_3m_sde_gpu"] },
  order: 2,
  historyLength: 2,
  stochastic: drawsNoise,
  parameters: noiseParameters,
  evaluationsPerStep: 1,
  flow: "scaled",
  source:
    "Lu et al. 2022 (arXiv:2211.01095), as k-diffusion's sample_dpmpp_3m_sde",
  async step({ x, sigma, sigmaNext, history, options, noise }, denoise) {
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const eta = numberOption(options, "eta");
    const h = Math.log(sigma / sigmaNext);
    const stretched = (1 + eta) * h;
    const [before, earlier] = history;
    // weights of (D − D_before) and (D_before − D_earlier)
    let [near, far] = [0, 0];
    if (before) {
      const slope = phi2(stretched);
      const r0 = Math.log(before.sigma / sigma) / h;
      near = slope / r0;
      if (earlier) {
        const r1 = Math.log(earlier.sigma / before.sigma) / h;
        const curve = (slope * r0 - (slope / stretched - 0.5)) / (r0 + r1);
        near += curve / r0;
        far = -curve / r1;
      }
    }
    const next = combine(
      x,
      [(sigmaNext / sigma) * Math.exp(-eta * h), x],
      [phi1(stretched) + near, denoised],
      [far - near, before?.denoised ?? denoised],
      [-far, earlier?.denoised ?? denoised],
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
