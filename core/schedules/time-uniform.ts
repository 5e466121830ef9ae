import { ramp } from "./ramp.ts";
import type { Schedule } from "./schedule.ts";
import { smallestTime, vpSigma } from "./vp-time.ts";

/** Evenly spaced in time: that of a variance-preserving process, as models of the DDPM kind have it, or sigma itself. */
export const timeUniform: Schedule = {
  title: "Time-uniform",
  names: {},
  parameters: {
    time: {
      kind: "choice",
      title: "Time",
      default: "vp",
      choices: ["vp", "sigma"],
      choiceTitles: { vp: "variance-preserving (vp)" },
      description:
        "vp: the time of a variance-preserving process, which small noise levels share fairly. sigma: the noise level is the time, as in EDM.",
    },
  },
  source: "Ho et al. 2020 (arXiv:2006.11239); Karras et al. 2022, Table 1",
  sigmas(request) {
    const { sigmaMin, sigmaMax, options } = request;
    if (options["time"] === "sigma")
      return ramp(request, (u) => sigmaMax + u * (sigmaMin - sigmaMax));
    const sigma = vpSigma(sigmaMin, sigmaMax);
    return ramp(request, (u) => sigma(1 + u * (smallestTime - 1)));
  },
};
