import type { ParameterValue } from "../parameter.ts";
import { doubles, torchSingles, type Arithmetic } from "./torch-arithmetic.ts";

/** ∫ dx/phi(x) and ∫ (x − sigma) dx/phi(x), from the next level to sigma. */
export interface ScalerIntegrals {
  readonly plain: number;
  readonly moment: number;
}

/** A noise scaler phi(x), each operation done by an arithmetic. */
export type Scaler = (x: number, by: Arithmetic) => number;

/** @param way - `comfyui`, `authors` or `exact`. */
export function scalerIntegrals(
  way: ParameterValue | undefined,
  phi: Scaler,
  sigma: number,
  sigmaNext: number,
): ScalerIntegrals {
  switch (way) {
    case "comfyui":
      return leftSums(phi, sigma, sigmaNext, 200, torchSingles);
    case "authors":
      return leftSums(phi, sigma, sigmaNext, 100, doubles);
    default:
      return simpson(phi, sigma, sigmaNext);
  }
}

/** Sums from below over even parts. */
function leftSums(
  phi: Scaler,
  sigma: number,
  sigmaNext: number,
  count: number,
  by: Arithmetic,
): ScalerIntegrals {
  const { round } = by;
  const width = (sigma - sigmaNext) / count;
  const plain = [];
  const moment = [];
  for (let k = 0; k < count; k++) {
    const x = round(round(sigmaNext) + round(k * round(width)));
    const scaler = phi(x, by);
    plain.push(round(1 / scaler));
    moment.push(round(round(x - round(sigma)) / scaler));
  }
  return {
    plain: laneSum(plain, round) * width,
    moment: laneSum(moment, round) * width,
  };
}

const lanes = 8;
const rows = 4;

/** The sum in PyTorch's order, which counts in single precision: 4 rows of 8 lanes, up to 512 numbers. */
function laneSum(
  values: readonly number[],
  round: (value: number) => number,
): number {
  const sums = new Float64Array(lanes * rows);
  const vectors = Math.floor(values.length / lanes);
  const inRows = vectors - (vectors % rows);
  const add = (slot: number, value: number): void => {
    sums[slot] = round((sums[slot] ?? 0) + value);
  };
  values.slice(0, vectors * lanes).forEach((value, index) => {
    const vector = Math.floor(index / lanes);
    const row = vector < inRows ? vector % rows : 0;
    add(row * lanes + (index % lanes), value);
  });
  for (let row = 1; row < rows; row++)
    for (let lane = 0; lane < lanes; lane++)
      add(lane, sums[row * lanes + lane] ?? 0);
  return [...values.slice(vectors * lanes), ...sums.slice(0, lanes)].reduce(
    (sum, value) => round(sum + value),
    0,
  );
}

/** Simpson's rule in ln x, where the integrands are smooth; as good as exact for any step. */
function simpson(
  phi: Scaler,
  sigma: number,
  sigmaNext: number,
): ScalerIntegrals {
  const parts = 200;
  const width = Math.log(sigma / sigmaNext) / parts;
  let plain = 0;
  let moment = 0;
  for (let k = 0; k <= parts; k++) {
    const x = sigmaNext * Math.exp(k * width);
    const end = k === 0 || k === parts;
    const weight = ((end ? 1 : k % 2 === 1 ? 4 : 2) * width) / 3;
    plain += (weight * x) / phi(x, doubles);
    moment += (weight * x * (x - sigma)) / phi(x, doubles);
  }
  return { plain, moment };
}
