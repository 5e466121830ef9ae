import type { DenoisedParts, Denoiser } from "./denoiser.ts";
import type { Vector } from "./vector.ts";

/**
 * A denoiser for one batch at one noise level, as `sample` takes it.
 * @param count - Samples in the batch.
 * @param labels - Class index of each sample, length count; absent means no class.
 */
export function denoiseBatch(
  denoiser: Pick<Denoiser, "denoise">,
  count: number,
  labels?: Int32Array,
): (x: Vector, sigma: number) => Promise<Vector> {
  return (x, sigma) =>
    denoiser.denoise(x, new Float64Array(count).fill(sigma), labels);
}

/** As denoiseBatch, with the unconditional D beside it; `undefined` where the model is not guided. */
export function denoisePartsBatch(
  { denoiseParts }: Pick<Denoiser, "denoiseParts">,
  count: number,
  labels?: Int32Array,
): ((x: Vector, sigma: number) => Promise<DenoisedParts>) | undefined {
  return (
    denoiseParts &&
    ((x, sigma) => denoiseParts(x, new Float64Array(count).fill(sigma), labels))
  );
}
