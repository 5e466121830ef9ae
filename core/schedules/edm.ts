import { numberOption } from "../options.ts";
import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** Evenly spaced in sigma^(1/rho): Karras et al. 2022, eq. 5 (arXiv:2206.00364). */
export const edm: Schedule = {
  title: "EDM",
  names: {
    comfyui: ["karras", "KarrasScheduler"],
    diffusers: ["use_karras_sigmas"],
  },
  parameters: {
    rho: {
      kind: "number",
      title: "Rho",
      default: 7,
      min: 0.1,
      max: 1000,
      description:
        "1 is even in sigma; the larger, the more steps at small noise levels.",
    },
  },
  source: "Karras et al. 2022, eq. 5 (arXiv:2206.00364)",
  sigmas(request) {
    const rho = numberOption(request.options, "rho");
    const max = request.sigmaMax ** (1 / rho);
    const min = request.sigmaMin ** (1 / rho);
    return ramp(request, (u) => (max + u * (min - max)) ** rho);
  },
};
