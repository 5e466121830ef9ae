import { numberOption } from "../options.ts";
import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** Evenly spaced in the time of the variance-preserving process of Song et al. 2021 (arXiv:2011.13456). */
export const vp: Schedule = {
  title: "VP",
  names: { comfyui: ["vp", "VPScheduler"] },
  ownRange: true,
  parameters: {
    beta_d: {
      kind: "number",
      title: "Beta d",
      default: 19.9,
      min: 0,
      max: 1000,
      description: "How fast the noise rate grows.",
    },
    beta_min: {
      kind: "number",
      title: "Beta min",
      default: 0.1,
      min: 0,
      max: 1000,
      description: "The noise rate at time 0.",
    },
    eps_s: {
      kind: "number",
      title: "Smallest time",
      default: 0.001,
      min: 0.000_000_001,
      max: 0.999,
      description: "The time of the smallest noise level.",
    },
  },
  source: "Song et al. 2021 (arXiv:2011.13456); k-diffusion, get_sigmas_vp",
  sigmas(request) {
    const betaD = numberOption(request.options, "beta_d");
    const betaMin = numberOption(request.options, "beta_min");
    const smallest = numberOption(request.options, "eps_s");
    const sigma = (t: number): number =>
      Math.sqrt(Math.expm1((betaD * t ** 2) / 2 + betaMin * t));
    return ramp(
      { ...request, sigmaMax: sigma(1), sigmaMin: sigma(smallest) },
      (u) => sigma(1 + u * (smallest - 1)),
    );
  },
};
