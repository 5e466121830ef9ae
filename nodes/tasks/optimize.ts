import { fitSchedules } from "../../core/klub/fit-schedules.ts";
import type { Task } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { modelKey } from "../../models/load.ts";
import { toModelReference } from "../../models/model-reference.ts";
import type { NumberArray } from "../formats/npy.ts";
import { givenData } from "../parts/given-data.ts";
import { keptOptimization, promptsHash } from "../parts/kept-optimization.ts";
import { inShapeOf } from "../parts/latent-size.ts";
import { klubSource } from "../parts/klub-source.ts";
import { lossView, scheduleView } from "../parts/klub-views.ts";
import { atBestBatch, openedModel } from "../parts/opened-model.ts";
import type {
  OptimizationProgress,
  OptimizationSettings,
  Optimized,
} from "../parts/optimization.ts";
import { leaderView } from "../parts/tuned-views.ts";

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

// a preliminary fit takes tens of milliseconds, so at most a tenth of the time goes there
const lookEveryMs = 400;

export const optimize: Task<OptimizeInput, OptimizeOutput> = {
  id: "optimize",
  async run({ model, data, ...settings }, context) {
    const { signal, report, openCheckpoint } = context;
    const { samples, levels } = settings;
    const shaped = data ? inShapeOf(model, data.shape.slice(1)) : model;
    const denoiser = await atBestBatch(await openedModel(shaped, context));
    const reference = toModelReference(model.reference);
    let so = { done: 0, total: 1 };
    let views: readonly View[] = [];
    const { classLabel, guidance, prompts } = model;
    const given =
      data &&
      givenData(data, denoiser, classLabel, "the samples given as data");
    const known = klubSource(reference, denoiser, {
      classLabel,
      signal,
      onStep: () => report({ ...so, message: "making data", views }),
    });
    const source = given?.source ?? known;
    let lookedAt = -Infinity;
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
          if (performance.now() - lookedAt > lookEveryMs) {
            views = look(progress, settings, source.increments) ?? views;
            lookedAt = performance.now();
          }
          await report({ ...so, message, views });
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

/** What there is to see so far. */
function look(
  { preliminary, tuning }: OptimizationProgress,
  { steps, weight, ...limits }: OptimizationSettings,
  increments: Optimized["increments"],
): readonly View[] | undefined {
  if (tuning?.leader) return [leaderView(tuning.steps, tuning.leader, limits)];
  if (!preliminary) return undefined;
  const statistics = preliminary();
  const [best] = fitSchedules(statistics, steps.slice(0, 1), {
    weight,
    increments,
  });
  return [
    ...(best ? [scheduleView(statistics, best, "by the samples so far")] : []),
    lossView(statistics),
  ];
}
