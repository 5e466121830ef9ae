import type { ToyJson } from "../../../core/toys/toy.ts";

/** A toy of the paper's Table 4: its grid, and the solver that it is sampled with there. */
export interface GridMixture {
  /** `8x8`. */
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  /** Our id. */
  readonly solver: string;
}

/** Sabour et al. 2024, appendix C.2, Table 4 (arXiv:2404.14507). */
export const gridMixtures: readonly GridMixture[] = [
  { name: "8x8", columns: 8, rows: 8, solver: "dpmpp-2m-sde" },
  { name: "8x4", columns: 8, rows: 4, solver: "ddim" },
  { name: "6x6", columns: 6, rows: 6, solver: "stochastic-ddim" },
];

/**
 * The paper prints neither means nor widths. Ours fill [−1, 1]² with this standard deviation, at which the data's own negative
 * log likelihood is near the best values of the paper's table.
 */
export const gridStd = 0.02;

/** Equal Gaussians on a regular grid from −1 to 1 on both axes. */
export function gridToy({ columns, rows }: GridMixture): ToyJson {
  const places = (count: number) =>
    Array.from({ length: count }, (_, i) => (2 * i) / (count - 1) - 1);
  const means = places(columns).flatMap((x) =>
    places(rows).map((y) => [x, y] as const),
  );
  return {
    format: "stepwright-toy",
    kind: "gaussian-mixture",
    means,
    stds: means.map(() => gridStd),
    weights: means.map(() => 1 / means.length),
  };
}

/** Negative log likelihoods with 6, 8 and 10 evaluations, as the paper prints them. */
export const paperValues: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = {
  "8x8": {
    EDM: "9.018 / 4.029 / 1.522",
    LogSNR: "6.250 / 1.834 / 0.071",
    coordinate: "−0.143 / −0.505 / −0.574",
  },
  "8x4": {
    EDM: "1.536 / −0.144 / −1.115",
    LogSNR: "1.446 / −0.288 / −1.091",
    coordinate: "−1.999 / −2.260 / −2.222",
  },
  "6x6": {
    EDM: "1.166 / −0.606 / −0.996",
    LogSNR: "−0.012 / −0.978 / −1.231",
    coordinate: "−1.152 / −1.376 / −1.554",
  },
};
