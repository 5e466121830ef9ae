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

/** What they are called where it is not their name; the name is in it where it is another word. */
export const modelSamplingTitles: Readonly<Partial<Record<string, string>>> = {
  sd15: "SD 1.5 (sd15)",
  sd2: "SD 2",
  sdxl: "SDXL",
  "sd15-zsnr": "SD 1.5 (sd15-zsnr)",
  "sd-x4": "SD x4 upscaler (sd-x4)",
  if1: "DeepFloyd IF (if1)",
  pixart: "PixArt",
  "hunyuan-dit": "Hunyuan-DiT",
  svd: "Stable Video (svd)",
  "playground-v2.5": "Playground v2.5",
  cosmos: "Cosmos",
  "stable-audio": "Stable Audio",
  flow: "unshifted flow (flow)",
  sd3: "SD 3",
  auraflow: "AuraFlow",
  flux: "FLUX",
  "flux-schnell": "FLUX schnell",
  chroma: "Chroma",
  ltxv: "LTX-Video (ltxv)",
  mochi: "Mochi",
  lumina2: "Lumina 2",
  "hunyuan-video": "HunyuanVideo",
  wan: "Wan",
};

/** @param name - A checked name out of `modelSamplings`. */
export function findModelSampling(name: unknown): ModelSampling {
  const found = typeof name === "string" ? modelSamplings.get(name) : undefined;
  if (found) return found;
  throw new Error(
    `The model sampling must be one of ${[...modelSamplings.keys()].join(", ")}, got ${String(name)}`,
  );
}
