import { numberOption } from "../options.ts";
import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** Evenly spaced in arctan(sigma / c), optimal for Gaussian data of standard deviation c: Sabour et al. 2024, Theorem 3.1. */
export const gaussianOptimal: Schedule = {
  title: "Gaussian-optimal",
  names: { comfyui: ["kl_optimal"] },
  parameters: {
    c: {
      kind: "number",
      title: "Data deviation c",
      default: 1,
      min: 0.000_001,
      max: 1_000_000,
      description:
        "Standard deviation of the data, in data units; ComfyUI's kl_optimal has 1.",
    },
  },
  source: "Sabour et al. 2024, Theorem 3.1 (arXiv:2404.14507)",
  sigmas(request) {
    const c = numberOption(request.options, "c");
    const max = Math.atan(request.sigmaMax / c);
    const min = Math.atan(request.sigmaMin / c);
    return ramp(request, (u) => c * Math.tan((1 - u) * max + u * min));
  },
};
