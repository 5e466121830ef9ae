import { numberOption } from "../options.ts";
import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** ln sigma linear in (1 − u)^rho, as in k-diffusion. */
export const polyexponential: Schedule = {
  title: "Polyexponential",
  names: { comfyui: ["polyexponential", "PolyexponentialScheduler"] },
  parameters: {
    rho: {
      kind: "number",
      title: "Rho",
      default: 1,
      min: 0.1,
      max: 1000,
      description:
        "1 is LogSNR; the larger, the more steps at small noise levels.",
    },
  },
  source: "k-diffusion, get_sigmas_polyexponential",
  sigmas(request) {
    const rho = numberOption(request.options, "rho");
    const max = Math.log(request.sigmaMax);
    const min = Math.log(request.sigmaMin);
    return ramp(request, (u) => Math.exp(min + (1 - u) ** rho * (max - min)));
  },
};
