import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import { scalerIntegrals, type Scaler } from "./er-sde-integral.ts";
import { noiseParameters } from "./noise-options.ts";
import type { PastStep, Solver } from "./solver.ts";
import { doubles } from "./torch-arithmetic.ts";

/**
 * ER-SDE-Solver-1/2/3 for variance-exploding states: Cui et al. 2023, Algorithms 2 to 4 (arXiv:2309.06169). With
 * phi the noise scaler and r = phi(b)/phi(a), x ← r x + (1 − r) D + Taylor terms + sqrt(b² − a² r²) z from a to b.
 */
export const erSde: Solver = {
  title: "ER-SDE",
  names: { comfyui: ["er_sde"], authors: ["er_sde_original"] },
  presets: { er_sde_original: { integral: "authors", clip_eps: 1e-6 } },
  peerOptions: {
    noise_scaler: {
      values: {
        "phi(x)=x": { solver_type: "ODE" },
        "phi(x)=x*(exp(x^0.3)+10)": { solver_type: "ER-SDE" },
        "phi(x)=x^(eta+1)": { solver_type: "Reverse-time SDE" },
        "phi(x)=x^(1+eta)": { solver_type: "Reverse-time SDE" },
      },
    },
    order: { option: "max_stage" },
    phi: {
      values: {
        "SDE_5: x*(exp(x^0.3)+10)": { solver_type: "ER-SDE" },
        "ODE: x": { solver_type: "ODE" },
        "Original SDE: x^2": { solver_type: "Reverse-time SDE", eta: 1 },
      },
    },
    integration_points: {
      values: { 200: { integral: "comfyui" }, 100: { integral: "authors" } },
    },
  },
  order: 2,
  historyLength: 2,
  stochastic: drawsNoise,
  parameters: {
    solver_type: {
      kind: "choice",
      title: "Noise scaler",
      default: "ER-SDE",
      choices: ["ER-SDE", "Reverse-time SDE", "ODE"],
      description:
        "phi(x): x (exp(x^0.3) + 10), the paper's SDE 5; x^(1 + eta), the reverse-time equation; or x, without noise.",
    },
    eta: {
      ...noiseParameters.eta,
      description:
        "Strength of the noise of the reverse-time equation; 0 draws none. The other two do not read it.",
    },
    s_noise: noiseParameters.s_noise,
    max_stage: {
      kind: "number",
      title: "Order",
      default: 3,
      min: 1,
      max: 3,
      whole: true,
      description: "Taylor terms used: ER-SDE-Solver-1, 2 or 3.",
    },
    integral: {
      kind: "choice",
      title: "Integral of 1/phi",
      seldom: true,
      default: "comfyui",
      choices: ["comfyui", "authors", "exact"],
      choiceTitles: {
        comfyui: "200 points (comfyui)",
        authors: "100 points (authors)",
      },
      description:
        "A sum over 200 points in single precision as in ComfyUI, over 100 in double precision as in the authors' program, or exact: both sums are about half a percent off, which makes the order 1 for very many steps.",
    },
    clip_eps: {
      kind: "number",
      title: "Least variance",
      default: 0,
      min: 0,
      max: 1,
      step: 1e-6,
      description:
        "Noise of a variance below this is left out: 1e-6 in the authors' program, 0 in ComfyUI.",
    },
  },
  evaluationsPerStep: 1,
  flow: "scaled",
  source: "Cui et al. 2023, Algorithms 2 to 4 (arXiv:2309.06169)",
  async step(input, denoise) {
    const { x, sigma, sigmaNext, history, options, noise } = input;
    const denoised = await denoise(x, sigma);
    if (sigmaNext === 0) return { x: denoised, denoised };
    const phi = scalerOf(options);
    const r = phi(sigmaNext, doubles) / phi(sigma, doubles);
    const [near, far] = taylorWeights(sigma, sigmaNext, history, options);
    const [before, earlier] = history;
    const next = combine(
      x,
      [r, x],
      [1 - r + near, denoised],
      [far - near, before?.denoised ?? denoised],
      [-far, earlier?.denoised ?? denoised],
    );
    // without noise the variance is a rounding error
    if (!drawsNoise(options)) return { x: next, denoised };
    const variance = sigmaNext ** 2 - (sigma * r) ** 2;
    const clipped = variance < numberOption(options, "clip_eps");
    const scale = Math.sqrt(clipped ? 0 : Math.max(0, variance));
    // peers draw also where the scale is 0: the steps after have the same draws as theirs
    const z = noise(sigma, sigmaNext);
    return {
      x: combine(
        next,
        [1, next],
        [scale * numberOption(options, "s_noise"), z],
      ),
      denoised,
    };
  },
};

function drawsNoise(options: ParameterValues): boolean {
  const { solver_type: type } = options;
  if (type === "ODE" || numberOption(options, "s_noise") === 0) return false;
  return type !== "Reverse-time SDE" || numberOption(options, "eta") > 0;
}

function scalerOf(options: ParameterValues): Scaler {
  switch (options["solver_type"]) {
    case "ODE":
      return (x) => x;
    case "Reverse-time SDE": {
      const exponent = 1 + numberOption(options, "eta");
      return (x, { power }) => power(x, exponent);
    }
    default:
      return (x, { round, exp, power }) =>
        round(x * round(exp(power(x, 0.3)) + 10));
  }
}

/** Weights of the differences D − D_before and D_before − D_earlier. */
function taylorWeights(
  sigma: number,
  sigmaNext: number,
  [before, earlier]: readonly PastStep[],
  options: ParameterValues,
): [near: number, far: number] {
  const stages = numberOption(options, "max_stage");
  if (!before || stages < 2) return [0, 0];
  const phi = scalerOf(options);
  const integrals = scalerIntegrals(options["integral"], phi, sigma, sigmaNext);
  const scaler = phi(sigmaNext, doubles);
  const length = sigmaNext - sigma;
  const since = sigma - before.sigma;
  const near = (length + integrals.plain * scaler) / since;
  if (!earlier || stages < 3) return [near, 0];
  const curve =
    (length ** 2 / 2 + integrals.moment * scaler) /
    ((sigma - earlier.sigma) / 2);
  return [near + curve / since, -curve / (before.sigma - earlier.sigma)];
}
