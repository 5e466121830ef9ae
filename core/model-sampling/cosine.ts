import { sigmasFromBetas } from "./from-betas.ts";

/** The largest beta, so that the last levels have an end. */
const largestBeta = 0.999;

/**
 * Noise levels of discrete training where ᾱ is a squared cosine of time: Nichol and Dhariwal 2021, eq. 17 (arXiv:2102.09672).
 * @param count - How many training steps there are.
 * @returns Rising, in data units. Length count.
 */
export function cosineSigmas(count: number): number[] {
  const kept = (time: number) =>
    Math.cos((((time + 0.008) / 1.008) * Math.PI) / 2) ** 2;
  return sigmasFromBetas(
    (step) =>
      Math.min(1 - kept((step + 1) / count) / kept(step / count), largestBeta),
    count,
  );
}
