import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";
import { smallestTime, vpSigma } from "./vp-time.ts";

/** Evenly spaced in the square root of a variance-preserving process's time: Song et al. 2021 (arXiv:2010.02502), appendix D.2. */
export const timeQuadratic: Schedule = {
  title: "Time-quadratic",
  names: {},
  parameters: {},
  source: "Song et al. 2021, DDIM, appendix D.2 (arXiv:2010.02502)",
  sigmas(request) {
    const sigma = vpSigma(request.sigmaMin, request.sigmaMax);
    const smallest = Math.sqrt(smallestTime);
    return ramp(request, (u) => sigma((1 + u * (smallest - 1)) ** 2));
  },
};
