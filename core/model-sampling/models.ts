import { modelSampling, type ModelSampling } from "./model-sampling.ts";
import { scaledLinearSigmas } from "./scaled-linear.ts";
import { zeroTerminalSnr } from "./zero-terminal-snr.ts";

const stableDiffusion = scaledLinearSigmas(0.000_85, 0.012, 1000);
const stable = modelSampling(stableDiffusion);

/** The models whose training levels are known, by what the option `model-sampling` calls them. */
export const modelSamplings: ReadonlyMap<string, ModelSampling> = new Map([
  ["sd15", stable],
  // trained at the same levels
  ["sd2", stable],
  ["sdxl", stable],
  ["sd15-zsnr", modelSampling(zeroTerminalSnr(stableDiffusion))],
]);

/** @param name - A checked name out of `modelSamplings`. */
export function findModelSampling(name: unknown): ModelSampling {
  const found = typeof name === "string" ? modelSamplings.get(name) : undefined;
  if (found) return found;
  throw new Error(
    `The model sampling must be one of ${[...modelSamplings.keys()].join(", ")}, got ${String(name)}`,
  );
}
