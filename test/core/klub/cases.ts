import { readFileSync } from "node:fs";
import type { DataSource, Denoiser } from "../../../core/denoiser.ts";
import { fillNormals, streams } from "../../../core/noise/random.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";

/** An exact distribution of klub.json, whose `meta` states the conventions. Noise levels rise. */
export interface Case {
  readonly name: string;
  readonly dist: Distribution;
  readonly t_min: number;
  readonly t_max: number;
  readonly grid65: { readonly t: number[]; readonly mmse: number[] };
  readonly optimal: Record<string, { t: number[]; klub: number }>;
  readonly others: Record<string, { t: number[]; klub: number }>;
  readonly grid65_dp: Record<
    string,
    { idx: number[]; cost_gamma_trapezoid: number; exact_klub: number }
  >;
  readonly "grid65_dp_weight_t^-1": WeightedPaths;
  readonly "grid65_dp_weight_t^-2": WeightedPaths;
}

type WeightedPaths = Record<string, Path>;

export interface OneDimensional {
  readonly means: readonly number[];
  readonly stds: readonly number[];
  readonly weights: readonly number[];
}

export type Distribution =
  | { type: "gaussian"; std: number; dim: number }
  | { type: "gaussian_diag"; stds: number[] }
  | ({ type: "gmm1d" } & OneDimensional)
  | { type: "two_point"; a: number }
  | { type: "gmm2d"; means: number[][]; stds: number[]; weights: number[] }
  | ({ type: "product_gmm1d"; dim: number } & OneDimensional)
  | { type: "checkerboard" };

interface Path {
  readonly idx: number[];
  readonly cost: number;
}

interface Units {
  readonly gram: {
    readonly t: number[];
    readonly G: number[][];
    readonly cost: Record<"gamma" | "prod", (number | null)[][]>;
    readonly dp: Record<"gamma" | "prod", Record<string, Path>>;
  };
  readonly gauss_pair: {
    c: number;
    a: number;
    b: number;
    incr: number;
    interval_cost: number;
  }[];
  readonly W: { a: number; b: number; W0: number; W1: number }[];
  readonly schedules: {
    n: number;
    c: number;
    a: number;
    b: number;
    gauss_klub: number[];
    gauss_klub_value_per_dim: number;
  }[];
}

export const { cases, units } = JSON.parse(
  readFileSync(new URL("../../fixtures/klub.json", import.meta.url), "utf8"),
) as { readonly cases: readonly Case[]; readonly units: Units };
export const stepCounts = [3, 5, 10, 20];

/** The numbers of a JSON record's entry that must be there. */
export function entry<T>(record: Record<string, T>, key: string | number): T {
  const value = record[key];
  if (value === undefined) throw new Error(`klub.json has no entry ${key}`);
  return value;
}

/** The exact denoiser of a case and its data. */
export function modelOf(one: Case): { denoiser: Denoiser; data: DataSource } {
  const { dist } = one;
  const mixture = (weights: number[], means: number[][], stds: number[]) =>
    parseToy({
      format: "stepwright-toy",
      kind: "gaussian-mixture",
      weights,
      means,
      stds,
    });
  switch (dist.type) {
    case "gaussian":
      return mixture([1], [Array<number>(dist.dim).fill(0)], [dist.std]);
    case "gmm1d":
      return mixture(
        [...dist.weights],
        dist.means.map((mean) => [mean]),
        [...dist.stds],
      );
    case "gmm2d":
      return mixture(dist.weights, dist.means, dist.stds);
    case "product_gmm1d": {
      const means = dist.means.flatMap((a) => dist.means.map((b) => [a, b]));
      const equal = means.map(() => 1);
      return mixture(
        equal,
        means,
        equal.map(() => dist.stds[0] ?? 0),
      );
    }
    case "two_point":
      return parseToy({
        format: "stepwright-toy",
        kind: "points",
        points: [[-dist.a], [dist.a]],
      });
    case "checkerboard":
      return parseToy({ format: "stepwright-toy", kind: "checkerboard" });
    case "gaussian_diag":
      return diagonalGaussian(dist.stds);
  }
}

function diagonalGaussian(stds: readonly number[]) {
  const shape = [stds.length];
  const denoiser: Denoiser = {
    shape,
    classCount: 0,
    sigmaMin: 0.002,
    sigmaMax: 80,
    sigmaData: Math.hypot(...stds) / Math.sqrt(stds.length),
    denoise: async (x, sigma) =>
      x.map((value, i) => {
        const own = (stds[i % stds.length] ?? 0) ** 2;
        const noise = (sigma[Math.floor(i / stds.length)] ?? 0) ** 2;
        return (value * own) / (own + noise);
      }),
  };
  const data: DataSource = {
    shape,
    async draw(indices) {
      const x = new Float64Array(indices.length * stds.length);
      for (const [row, sample] of indices.entries())
        fillNormals(
          { seed: 0, stream: streams.data, sample, draw: 0 },
          x,
          row * stds.length,
          stds.length,
        );
      return { x: x.map((z, i) => z * (stds[i % stds.length] ?? 0)) };
    },
  };
  return { denoiser, data };
}
