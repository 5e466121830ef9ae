import { numberOption } from "../options.ts";
import { betaExponents } from "./beta-exponents.ts";
import { betaQuantile } from "./beta-quantile.ts";
import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/** Quantiles of a Beta distribution of sigma itself, as diffusers has them: ComfyUI's `beta` is one of time. */
export const betaSigma: Schedule = {
  title: "Beta in sigma",
  names: { diffusers: ["use_beta_sigmas"] },
  parameters: betaExponents,
  source: "Lee et al. 2024 (arXiv:2407.12173); diffusers, _convert_to_beta",
  sigmas(request) {
    const { sigmaMin, sigmaMax, options } = request;
    const alpha = numberOption(options, "alpha");
    const b = numberOption(options, "beta");
    return ramp(
      request,
      (u) => sigmaMin + betaQuantile(1 - u, alpha, b) * (sigmaMax - sigmaMin),
    );
  },
};
