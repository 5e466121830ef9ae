import type { Task } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import { modelKey, type LoadedModel } from "../../models/load.ts";
import { toModelReference } from "../../models/model-reference.ts";
import type { NumberArray } from "../formats/npy.ts";
import { countedModel } from "../parts/counted-model.ts";
import { givenData } from "../parts/given-data.ts";
import { keptOptimization, promptsHash } from "../parts/kept-optimization.ts";
import { inShapeOf } from "../parts/latent-size.ts";
import { klubSource, madeWords } from "../parts/klub-source.ts";
import { looking } from "../parts/look-at-optimization.ts";
import { atBestBatch, openedModel } from "../parts/opened-model.ts";
import type { OptimizationSettings, Optimized } from "../parts/optimization.ts";

export interface OptimizeInput extends OptimizationSettings {
  readonly model: ModelValue;
  /** Samples to optimize for, `[n, ...shape]`. */
  readonly data?: NumberArray;
}

export interface OptimizeOutput extends Optimized {
  /** What the model was measured with. */
  readonly dataWords: string;
  /** What else is to be said of this run. */
  readonly notices: readonly string[];
}

export const optimize: Task<OptimizeInput, OptimizeOutput> = {
  id: "optimize",
  async run({ model, data, ...settings }, context) {
    const { signal, report, rest, openCheckpoint } = context;
    const { samples, levels } = settings;
    const shaped = data ? inShapeOf(model, data.shape.slice(1)) : model;
    const { counted, evaluations } = countedModel(
      await atBestBatch(await openedModel(shaped, context)),
    );
    const denoiser = resting(counted, rest);
    const reference = toModelReference(model.reference);
    let so = { done: 0, total: 1 };
    const { classLabel, guidance, prompts } = model;
    const given =
      data &&
      givenData(data, denoiser, classLabel, "the samples given as data");
    const known = klubSource(reference, denoiser, {
      classLabel,
      signal,
      onStep: (step) =>
        report({
          ...so,
          worked: evaluations(),
          message: madeWords(step),
        }),
    });
    const source = given?.source ?? known;
    const look = looking(settings, source.increments, {
      shape: denoiser.shape,
      ...(model.valueRange && { valueRange: model.valueRange }),
    });
    const { optimized, notices } = await keptOptimization(
      settings,
      {
        denoiser,
        source,
        ...(denoiser.classCount > 0 && {
          classOf: (index) => classLabel ?? index % denoiser.classCount,
        }),
        signal,
        async onProgress(progress) {
          const { nfe, planned, message } = progress;
          so = { done: nfe, total: planned };
          const views = look(progress);
          await report({
            ...so,
            worked: evaluations(),
            message,
            ...(views && { views }),
          });
        },
      },
      {
        model: await modelKey(reference),
        ...(guidance && { guidance }),
        ...(prompts && { shape: shaped.shape, prompts: promptsHash(prompts) }),
        classLabel,
        ...(given && { data: given.hash }),
      },
      openCheckpoint,
    );
    const said = [...notices, denoiser.notice()];
    return {
      ...optimized,
      dataWords: `${samples} samples of ${source.words}, ${levels} noise levels`,
      notices: said.filter((notice) => notice !== undefined),
    };
  },
};

/** A model that waits before each call while the job is paused: with a large one, reports are minutes apart. */
function resting(model: LoadedModel, rest: () => Promise<void>): LoadedModel {
  return {
    ...model,
    async denoise(...call) {
      await rest();
      return model.denoise(...call);
    },
  };
}
