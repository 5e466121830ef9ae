import { BadInput } from "./bad-input.ts";
import { combine } from "./combine.ts";
import type { DenoisedParts, Denoiser } from "./denoiser.ts";
import { vectorLike, type Vector } from "./vector.ts";

/** How strongly samples are pushed towards their class. */
export interface Guidance {
  /** 1 is none, 0 is the model without its class. */
  readonly scale: number;
  /** 0 to 1: how much of the contrast that guidance adds is taken back. */
  readonly rescale: number;
}

export const guidanceRanges = {
  scale: { min: 0, max: 100 },
  rescale: { min: 0, max: 1 },
} as const;

/** A denoiser that tells its unconditional part too. */
export type GuidedDenoiser = Denoiser &
  Required<Pick<Denoiser, "denoiseParts">>;

/** What guidance asks of a model; its title is for the sentence. */
interface Guidable {
  readonly classCount: number;
  readonly title?: string;
  readonly needsClass?: true;
}

/** @throws BadInput where there is nothing to guide towards or away from, or a number is out of range. */
export function checkGuidance(model: Guidable, guidance: Guidance): void {
  if (model.classCount === 0)
    throw new BadInput(
      `${model.title ?? "The model"} has no classes: guidance needs a model with classes to push towards`,
    );
  if (model.needsClass === true && guidance.scale !== 1)
    throw new BadInput(
      `${model.title ?? "The model"} takes class numbers and names none that stands for no class, which guidance pushes away from: say "unconditional_class" in a JSON beside the file, or take a scale of 1`,
    );
  for (const name of ["scale", "rescale"] as const) {
    const { min, max } = guidanceRanges[name];
    const value = guidance[name];
    if (!(value >= min && value <= max))
      throw new BadInput(
        `The guidance's ${name} must be a number from ${min} to ${max}, got ${value}`,
      );
  }
}

/**
 * Classifier-free guidance: D = u + scale (c − u), with c that of the class and u that without one (Ho & Salimans 2022,
 * equation 6 with w = scale − 1, arXiv:2207.12598). One evaluation is one call of the model with twice the batch,
 * c and u of each sample in it, and counts as one NFE, as ComfyUI and diffusers count their steps. At a scale of 1 `denoise`
 * asks for c alone.
 *
 * `rescale` is φ of Lin et al. 2024, equations 15 and 16 (arXiv:2305.08891): the guided output, scaled to the standard
 * deviation that the class's own has over one sample, with weight φ. The output is v, whatever the model predicts,
 * as in ComfyUI's RescaleCFG; diffusers' rescale_noise_cfg takes what the model predicts, which is the same for a model
 * of v.
 * @throws BadInput as checkGuidance.
 */
export function guided(denoiser: Denoiser, guidance: Guidance): GuidedDenoiser {
  checkGuidance(denoiser, guidance);
  const { scale, rescale } = guidance;

  const denoiseParts = async (
    x: Vector,
    sigma: Vector,
    labels?: Int32Array,
  ): Promise<DenoisedParts> => {
    if (!labels || labels.every((label) => label < 0)) {
      const unconditional = await denoiser.denoise(x, sigma, labels);
      return { denoised: unconditional, unconditional };
    }
    const both = await denoiser.denoise(
      twice(x),
      twice(sigma),
      Int32Array.from({ length: 2 * labels.length }, (_, k) => labels[k] ?? -1),
    );
    const conditional = both.slice(0, x.length);
    const unconditional = both.slice(x.length);
    const denoised = combine(
      x,
      [scale, conditional],
      [1 - scale, unconditional],
    );
    return {
      denoised:
        rescale === 0
          ? denoised
          : rescaled(x, sigma, conditional, denoised, rescale),
      unconditional,
    };
  };

  return {
    ...denoiser,
    denoiseParts,
    async denoise(x, sigma, labels) {
      if (scale === 1) return denoiser.denoise(x, sigma, labels);
      return (await denoiseParts(x, sigma, labels)).denoised;
    },
  };
}

function twice(values: Vector): Vector {
  const out = vectorLike(values, 2 * values.length);
  out.set(values);
  out.set(values, values.length);
  return out;
}

/**
 * The guided D with its v scaled towards the deviation of the class's: v = (x / (sigma² + 1) − D) √(sigma² + 1) / sigma,
 * whose factor cancels. Where the guided v is constant over a sample there is no contrast to take back.
 */
function rescaled(
  x: Vector,
  sigma: Vector,
  conditional: Vector,
  denoised: Vector,
  weight: number,
): Vector {
  const out = vectorLike(x);
  const size = x.length / sigma.length;
  sigma.forEach((level, sample) => {
    const shrink = 1 / (level ** 2 + 1);
    const from = sample * size;
    const output = (of: Vector): Float64Array =>
      Float64Array.from(
        { length: size },
        (_, i) => shrink * (x[from + i] ?? 0) - (of[from + i] ?? 0),
      );
    const guidedOutput = output(denoised);
    const wide = deviation(guidedOutput);
    const ratio = wide === 0 ? 1 : deviation(output(conditional)) / wide;
    const factor = weight * ratio + 1 - weight;
    guidedOutput.forEach((value, i) => {
      out[from + i] = shrink * (x[from + i] ?? 0) - factor * value;
    });
  });
  return out;
}

function deviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
