import { numberOption } from "../options.ts";
import type { Schedule } from "./schedule.ts";

/** Quantiles of a Laplace distribution of ln sigma, cut at the limits, as in ComfyUI's LaplaceScheduler. */
export const laplace: Schedule = {
  title: "Laplace",
  names: { comfyui: ["laplace", "LaplaceScheduler"] },
  parameters: {
    mu: {
      kind: "number",
      title: "Mu",
      default: 0,
      min: -10,
      max: 10,
      description: "Middle of ln sigma.",
    },
    beta: {
      kind: "number",
      title: "Beta",
      default: 0.5,
      min: 0.000_001,
      max: 10,
      description: "Spread of ln sigma.",
    },
  },
  source: "Hang et al. 2024 (arXiv:2407.03297)",
  sigmas({ steps, sigmaMin, sigmaMax, ending, options }) {
    const mu = numberOption(options, "mu");
    const beta = numberOption(options, "beta");
    const count = ending === "zero" ? steps : steps + 1;
    const sigmas = Array.from({ length: count }, (_, i) => {
      const away = 0.5 - (count === 1 ? 0 : i / (count - 1));
      const quantile =
        mu - beta * Math.sign(away) * Math.log(1 - 2 * Math.abs(away) + 1e-5);
      return Math.min(sigmaMax, Math.max(sigmaMin, Math.exp(quantile)));
    });
    return ending === "zero"
      ? [...sigmas, 0]
      : [...sigmas.slice(0, -1), sigmaMin];
  },
};
