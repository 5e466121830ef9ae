import type { Checkpoint } from "../../engine/checkpoint.ts";
import { textHash } from "../../models/file-hash.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
  Optimized,
} from "./optimization.ts";
import { optimizeModel } from "./optimize-model.ts";

/** Raised when the same settings give other bits, so that old checkpoints are not gone on from. */
const version = 2;

/** What decides the bits of an optimization beside its settings. */
export interface OptimizationIdentity {
  /** Of the model as it computes, `modelKey`. */
  readonly model: string;
  readonly guidance?: { readonly scale: number; readonly rescale: number };
  readonly classLabel: number | null;
  /** Hash of the data, where they are given. */
  readonly data?: string;
}

/**
 * An optimization that goes on from its checkpoint, and is found again once it was finished.
 * @returns With what is to be said of it.
 */
export async function keptOptimization(
  settings: OptimizationSettings,
  means: Omit<OptimizationMeans, "shards">,
  identity: OptimizationIdentity,
  openCheckpoint: (key: string) => Promise<Checkpoint>,
): Promise<{
  readonly optimized: Optimized;
  readonly notices: readonly string[];
}> {
  // other batches round differently
  const { batch } = means.denoiser;
  const checkpoint = await openCheckpoint(
    textHash(JSON.stringify([version, settings, identity, batch])),
  );
  // nothing else is kept under this key and version
  const found = checkpoint.finished as Optimized | undefined;
  try {
    if (found)
      return { optimized: found, notices: ["found again from an earlier run"] };
    const { shards } = checkpoint;
    const optimized = await optimizeModel(settings, { ...means, shards });
    await checkpoint.finish(optimized);
    const said = [checkpoint.notice(), means.denoiser.notice()];
    return {
      optimized,
      notices: said.filter((notice) => notice !== undefined),
    };
  } finally {
    await checkpoint.close();
  }
}
