import type { LoadedModel } from "../../models/load.ts";

/**
 * A model that counts its evaluations, each sample one: what is taken from a checkpoint is none, so that the pace is that
 * of the work and not of the disk.
 */
export function countedModel(model: LoadedModel): {
  readonly counted: LoadedModel;
  readonly evaluations: () => number;
} {
  let evaluations = 0;
  return {
    counted: {
      ...model,
      async denoise(...call) {
        const [, sigma] = call;
        const denoised = await model.denoise(...call);
        evaluations += sigma.length;
        return denoised;
      },
    },
    evaluations: () => evaluations,
  };
}
