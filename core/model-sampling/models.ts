import { angleSampling, edmSampling } from "./continuous.ts";
import { cosineSigmas } from "./cosine.ts";
import { discreteSampling } from "./discrete.ts";
import { flowSampling, fluxSampling } from "./flow.ts";
import { linearSigmas } from "./linear.ts";
import type { ModelSampling } from "./model-sampling.ts";
import { scaledLinearSigmas } from "./scaled-linear.ts";
import { zeroTerminalSnr } from "./zero-terminal-snr.ts";

const stableDiffusion = scaledLinearSigmas(0.000_85, 0.012, 1000);
const stable = discreteSampling(stableDiffusion);
const edm = edmSampling(0.002, 80);

/**
 * The models whose levels are known, by what the option `model-sampling` calls them. The settings are those of ComfyUI's
 * supported_models and, for DeepFloyd IF, of its scheduler's configuration. Stable Cascade is not among them: its table
 * has the same level several times at both ends.
 */
export const modelSamplings: ReadonlyMap<string, ModelSampling> = new Map([
  ["sd15", stable],
  // trained at the same levels, whether they predict noise or v
  ["sd2", stable],
  ["sdxl", stable],
  ["sd15-zsnr", discreteSampling(zeroTerminalSnr(stableDiffusion))],
  ["sd-x4", discreteSampling(scaledLinearSigmas(0.0001, 0.02, 1000))],
  ["if1", discreteSampling(cosineSigmas(1000))],
  ["pixart", discreteSampling(linearSigmas(0.0001, 0.02, 1000))],
  ["hunyuan-dit", discreteSampling(scaledLinearSigmas(0.000_85, 0.018, 1000))],
  ["svd", edmSampling(0.002, 700)],
  ["playground-v2.5", edm],
  ["cosmos", edm],
  ["stable-audio", angleSampling(0.03, 500)],
  ["flow", flowSampling(1)],
  ["sd3", flowSampling(3)],
  ["auraflow", flowSampling(1.73)],
  ["flux", fluxSampling(1.15)],
  ["flux-schnell", flowSampling(1)],
  ["chroma", fluxSampling(1.15)],
  ["ltxv", fluxSampling(2.37)],
  ["mochi", flowSampling(6)],
  ["lumina2", flowSampling(6)],
  ["hunyuan-video", flowSampling(7)],
  ["wan", flowSampling(8)],
]);

/** @param name - A checked name out of `modelSamplings`. */
export function findModelSampling(name: unknown): ModelSampling {
  const found = typeof name === "string" ? modelSamplings.get(name) : undefined;
  if (found) return found;
  throw new Error(
    `The model sampling must be one of ${[...modelSamplings.keys()].join(", ")}, got ${String(name)}`,
  );
}
