import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** Evenly spaced in ln sigma, half the negative logarithm of the signal-to-noise ratio: Lu et al. 2022, section 3.3. */
export const logsnr: Schedule = {
  title: "LogSNR",
  names: { comfyui: ["exponential"], diffusers: "use_exponential_sigmas" },
  parameters: {},
  source: "Lu et al. 2022, DPM-Solver (arXiv:2206.00927)",
  sigmas(request) {
    const max = Math.log(request.sigmaMax);
    const min = Math.log(request.sigmaMin);
    return ramp(request, (u) => Math.exp(max + u * (min - max)));
  },
};
