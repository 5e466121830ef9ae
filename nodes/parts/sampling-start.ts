import { BadInput } from "../../core/bad-input.ts";
import { combine } from "../../core/combine.ts";
import type { NoiseSource } from "../../core/noise/noise-source.ts";
import { dataShare } from "../../core/solvers/flow.ts";
import type { Process } from "../../core/solvers/solver.ts";
import type { Vector } from "../../core/vector.ts";
import type { ModelValue, SamplesValue } from "../../engine/values.ts";

/** Noise of the steps, counted, that goes on behind what was drawn before. */
export interface CountedNoise {
  readonly draw: NoiseSource["draw"];
  /** Draws so far, those before among them. */
  readonly draws: () => number;
}

/**
 * @param before - Draws that the start has had from the same source already.
 */
export function noiseAfter(source: NoiseSource, before: number): CountedNoise {
  let draws = 0;
  const draw: NoiseSource["draw"] = (from, to) => {
    draws++;
    return source.draw(from, to);
  };
  // a source gives its noise in order: what was used is drawn again and dropped
  while (draws < before) draw(1, 0.5);
  return { draw, draws: () => draws };
}

/**
 * What to say of a start from noise alone at a level that is no more than a few of the data's deviations: the model
 * expects data in it.
 */
export function lowStart(
  sigma: number,
  { sigmaData, sigmaMax, title }: ModelValue,
): string | undefined {
  const least = Math.min(10 * sigmaData, sigmaMax * 0.999);
  if (sigma >= least) return undefined;
  return `begins with noise alone at σ ${Number(sigma.toPrecision(3))}, where ${title} expects data in it: link a start, or begin at σ ${Number(sigmaMax.toPrecision(3))}`;
}

/** How large the noise is that sampling begins with, for an option or an input that asks. */
export const firstNoise = {
  choices: [
    { value: "model", title: "As the model asks" },
    { value: "sigma", title: "σ" },
    { value: "root", title: "√(1 + σ²)" },
  ],
  default: "model",
  words:
    "The deviation of the noise that sampling begins with where there is nothing to go on from. As the model asks: √(1 + σ²) for a pipeline, whose network takes noise alone for what it was trained at (as ComfyUI and diffusers have it), σ for others.",
} as const;

/**
 * What sampling begins with where there is nothing to go on from.
 * @param noise - Standard normal.
 * @param chosen - Out of firstNoise.
 * @param sigma - The schedule's first level.
 */
export function noiseAlone(
  noise: Vector,
  chosen: string,
  sigma: number,
  process: Process,
  { latents }: Pick<ModelValue, "latents">,
): Vector {
  const root =
    chosen === "root" || (chosen === "model" && latents !== undefined);
  const deviation =
    root && process === "variance-exploding" ? Math.hypot(1, sigma) : sigma;
  return combine(noise, [deviation, noise]);
}

/** @throws BadInput where samples of another shape than the model's are to be gone on from. */
export function checkStart(samples: SamplesValue, model: ModelValue): void {
  const words = (shape: readonly (number | string)[]) =>
    `[${shape.join(", ")}]`;
  if (words(samples.shape) === words(model.shape)) return;
  const wanted =
    model.latents?.anySize === true
      ? [model.shape[0] ?? 0, "height", "width"]
      : model.shape;
  throw new BadInput(
    `the start must have samples of the shape ${words(wanted)}, which ${model.title} takes, got ${words(samples.shape)}`,
  );
}

/**
 * Samples raised to the noise level that a schedule begins at, by as much noise as they lack: none where a Sampler
 * before left them there, all where they are clean.
 * @param samples - At their own level.
 * @param noise - Standard normal, as long as the samples.
 * @param sigma - The schedule's first level.
 * @returns State at `sigma`, in the precision of the noise.
 * @throws BadInput where the samples are noisier than that.
 */
export function raisedTo(
  samples: SamplesValue,
  noise: Vector,
  sigma: number,
  process: Process,
): Vector {
  const { level = 0, process: own = "variance-exploding" } = samples;
  if (level > 0 && own !== process)
    throw new BadInput(
      `the start must have noise of a ${process} process, as the schedule has, got samples at ${level} of a ${own} one`,
    );
  // what the data and the noise in the samples are multiplied with
  const share = dataShare(process, sigma) / dataShare(process, level);
  const lacking = sigma ** 2 - (share * level) ** 2;
  if (lacking < -1e-9 * sigma ** 2)
    throw new BadInput(
      `the start must have at most the schedule's first noise level, ${sigma}, got samples at ${level}`,
    );
  return combine(
    noise,
    [share, samples.data],
    [Math.sqrt(Math.max(0, lacking)), noise],
  );
}
