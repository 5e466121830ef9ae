import { fitSchedules } from "../../core/klub/fit-schedules.ts";
import type { Task } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { modelKey, type LoadedModel } from "../../models/load.ts";
import { toModelReference } from "../../models/model-reference.ts";
import type { NumberArray } from "../formats/npy.ts";
import { givenData } from "../parts/given-data.ts";
import { keptOptimization } from "../parts/kept-optimization.ts";
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
  /** Where the data came from, and what else is to be said. */
  readonly dataWords: string;
}

// a preliminary fit takes tens of milliseconds, so at most a tenth of the time goes there
const lookEveryMs = 400;

export const optimize: Task<OptimizeInput, OptimizeOutput> = {
  id: "optimize",
  async run({ model, data, ...settings }, context) {
    const { signal, report, rest, openCheckpoint } = context;
    const { samples, levels } = settings;
    const denoiser = resting(
      await atBestBatch(await openedModel(model, context)),
      rest,
    );
    const reference = toModelReference(model.reference);
    let so = { done: 0, total: 1 };
    let views: readonly View[] = [];
    const { classLabel, guidance } = model;
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
        classLabel,
        ...(given && { data: given.hash }),
      },
      openCheckpoint,
    );
    return {
      ...optimized,
      dataWords: [
        `${samples} samples of ${source.words}, ${levels} noise levels`,
        ...notices,
      ].join(" · "),
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
