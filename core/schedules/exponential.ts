import { logsnr } from "./logsnr.ts";
import type { Schedule } from "./schedule.ts";

/** LogSNR under the name that k-diffusion and ComfyUI have for it: ln sigma falls evenly. */
export const exponential: Schedule = {
  ...logsnr,
  title: "Exponential",
  names: {
    comfyui: ["exponential", "ExponentialScheduler"],
    diffusers: ["use_exponential_sigmas", "use_lu_lambdas"],
  },
  source: "k-diffusion, get_sigmas_exponential",
};
