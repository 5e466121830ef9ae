import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Evenly spaced in ln sigma, half the negative logarithm of the signal-to-noise ratio: Lu et al. 2022, section 3.3. The
 * paper of Align Your Steps calls its LogSNR schedule "rho = 1", which in eq. 5 of Karras et al. would be even in sigma;
 * what it describes and compares with is this one.
 */
export const logsnr: Schedule = {
  title: "LogSNR",
  names: {},
  parameters: {},
  source:
    "Lu et al. 2022, DPM-Solver, section 3.3 (arXiv:2206.00927): uniform in ln sigma, though the AYS paper (arXiv:2404.14507) prints LogSNR as rho = 1, which would be uniform in sigma",
  sigmas(request) {
    const max = Math.log(request.sigmaMax);
    const min = Math.log(request.sigmaMin);
    return ramp(request, (u) => Math.exp(max + u * (min - max)));
  },
};
