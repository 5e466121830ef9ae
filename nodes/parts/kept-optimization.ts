import { wholePass } from "../../core/klub/collect-statistics.ts";
import type { Shard, ShardStore } from "../../core/klub/shards.ts";
import type { Checkpoint } from "../../engine/checkpoint.ts";
import type { Prompts } from "../../core/prompts.ts";
import { textHash } from "../../models/file-hash.ts";
import type {
  OptimizationMeans,
  OptimizationSettings,
  Optimized,
} from "./optimization.ts";
import { optimizeModel } from "./optimize-model.ts";

/** Raised when the same settings give other bits, so that old checkpoints are not gone on from. */
const version = 6;

/** What decides the bits of an optimization beside its settings. */
export interface OptimizationIdentity {
  /** Of the model as it computes, `modelKey`. */
  readonly model: string;
  readonly guidance?: { readonly scale: number; readonly rescale: number };
  readonly classLabel: number | null;
  /** Where the model takes prompts: hash of them, and the shape of its latents. */
  readonly prompts?: string;
  readonly shape?: readonly number[];
  /** Hash of the data, where they are given. */
  readonly data?: string;
}

/** A hash of all that prompts say to a network. */
export function promptsHash({ positive, negative, size }: Prompts): string {
  const numbers = [...positive, negative].flatMap(({ hidden, pooled }) => [
    Array.from(hidden),
    Array.from(pooled ?? []),
  ]);
  return textHash(JSON.stringify([numbers, size]));
}

/**
 * An optimization that is found again once it was finished, and goes on from its checkpoints before. Its pass over the data
 * has one: other steps, weights and methods find it again. What is measured beyond that has another: it is by the number of
 * steps, so that a longer or shorter list of them measures only what is new.
 * @returns With what is to be said of it beside the model's own notice.
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
    if (found) return said(found, "found again from an earlier run");
    const { sigmaMin, sigmaMax, samples, levels, seed } = settings;
    const measured = { sigmaMin, sigmaMax, samples, levels, seed };
    const pass = await openCheckpoint(
      textHash(JSON.stringify([version, "pass", measured, identity, batch])),
    );
    const anySteps = { ...settings, steps: undefined };
    const beyond =
      settings.method === "exact"
        ? // nothing is beyond it
          checkpoint
        : await openCheckpoint(
            textHash(
              JSON.stringify([version, "steps", anySteps, identity, batch]),
            ),
          );
    try {
      const shards = withPass(beyond.shards, pass);
      const optimized = await optimizeModel(settings, { ...means, shards });
      await checkpoint.finish(optimized);
      return said(
        optimized,
        pass.finished && "the model's statistics are of an earlier run",
        checkpoint.notice() ?? pass.notice() ?? beyond.notice(),
      );
    } finally {
      await pass.close();
      await beyond.close();
    }
  } finally {
    await checkpoint.close();
  }
}

function said(optimized: Optimized, ...notices: readonly unknown[]) {
  return {
    optimized,
    notices: notices.filter((notice) => typeof notice === "string"),
  };
}

/** Shards of which those of the pass over the data are kept by themselves: its parts until it is whole, then its sum. */
function withPass(others: ShardStore, pass: Checkpoint): ShardStore {
  // nothing else is kept under its key and version
  const whole = pass.finished as Shard | undefined;
  const storeOf = (name: string) =>
    name.startsWith(wholePass) ? pass.shards : others;
  return {
    get: (name) =>
      name === wholePass && whole ? whole : storeOf(name).get(name),
    async put(name, shard) {
      if (name === wholePass) await pass.finish(shard);
      else await storeOf(name).put(name, shard);
    },
  };
}
