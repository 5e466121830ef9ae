import { cellOf } from "./pchip.ts";

/** Noise levels drawn with a density, for integrals over t by Monte Carlo. */
export interface LevelSampler {
  /** @param uniform - In (0, 1). @returns A level, and its density. */
  at(uniform: number): { readonly t: number; readonly density: number };
}

/** Cells on each side of the middle. */
const cells = 64;

/** The standard deviation of the data that the paper's density is made for. */
const deviation = 0.5;

/**
 * The importance sampling of Sabour et al. 2024 (arXiv:2404.14507): pi(t) ∝ t^-3 (1/(t² + c²) − 1/(t_up² + c²)), which is
 * what Gaussian data of deviation c = 0.5 would have under the integral; t_up is the end of the step that t is in.
 * Piecewise constant in ln t over fine cells, so that dividing by `density` is exact.
 */
export function levelSampler(
  low: number,
  middle: number,
  high: number,
): LevelSampler {
  const edges = new Float64Array(2 * cells + 1);
  const cumulative = new Float64Array(2 * cells + 1);
  for (let i = 0; i <= 2 * cells; i++) {
    const share = (i % cells) / cells;
    edges[i] =
      i < cells
        ? low * (middle / low) ** share
        : middle * (high / middle) ** share;
  }
  edges[2 * cells] = high;
  const widths = new Float64Array(2 * cells);
  for (let i = 0; i < 2 * cells; i++) {
    const [a, b] = [edges[i] as number, edges[i + 1] as number];
    const center = Math.sqrt(a * b);
    widths[i] = Math.log(b / a);
    const mass = gaussianShare(center, i < cells ? middle : high) * (b - a);
    cumulative[i + 1] = (cumulative[i] as number) + mass;
  }
  const total = cumulative[2 * cells] as number;
  return {
    at(uniform) {
      const k = cellOf(cumulative, uniform * total);
      const below = cumulative[k] as number;
      const mass = (cumulative[k + 1] as number) - below;
      const within = (uniform * total - below) / mass;
      const t = (edges[k] as number) * Math.exp(within * (widths[k] as number));
      return { t, density: mass / total / (t * (widths[k] as number)) };
    },
  };
}

function gaussianShare(t: number, up: number): number {
  const c2 = deviation ** 2;
  // 1/(t² + c²) − 1/(t_up² + c²) without the difference of two close numbers
  const difference = ((up - t) * (up + t)) / ((t * t + c2) * (up * up + c2));
  return difference / t ** 3;
}
