import { checkSteps } from "../../core/klub/check-request.ts";
import { fitSchedules } from "../../core/klub/fit-schedules.ts";
import type { FittedSchedule } from "../../core/klub/fit-schedules.ts";
import { optimizeExact } from "../../core/klub/optimize-exact.ts";
import type { Increments, Statistics } from "../../core/klub/statistics.ts";
import type { Task } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { toModelReference } from "../../models/model-reference.ts";
import { klubSource } from "../parts/klub-source.ts";
import { lossView, scheduleView } from "../parts/klub-views.ts";
import { atBestBatch, openedModel } from "../parts/opened-model.ts";

export interface OptimizeInput {
  readonly model: ModelValue;
  /** Numbers of steps, all solved from one pass. The first one is shown on the way. */
  readonly steps: readonly number[];
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  readonly samples: number;
  readonly levels: number;
  readonly seed: number;
  /** p of the weight t^-p. */
  readonly weight: number;
}

export interface OptimizeOutput {
  readonly schedules: readonly FittedSchedule[];
  /** Evaluations of the denoiser, those for the model's own samples among them. */
  readonly nfe: number;
  readonly statistics: Statistics;
  readonly increments: Increments;
  /** Where the data came from. */
  readonly dataWords: string;
}

// a preliminary fit takes tens of milliseconds, so at most a tenth of the time goes there
const lookEveryMs = 400;

export const optimize: Task<OptimizeInput, OptimizeOutput> = {
  id: "optimize",
  async run(input, { signal, report, resource }) {
    const { model, samples, levels, steps, weight } = input;
    checkSteps(steps);
    const denoiser = await atBestBatch(await openedModel(model, { resource }));
    let done = 0;
    let views: readonly View[] = [];
    const progress = (message: string) =>
      report({ done, total: samples, message, views });
    const source = klubSource(toModelReference(model.reference), denoiser, {
      classLabel: model.classLabel,
      signal,
      onStep: () => progress(`making data, sample ${done + 1} of ${samples}`),
    });
    const { data, increments, evaluationsPerSample, words } = source;
    let lookedAt = -Infinity;
    const { schedules, nfe, statistics } = await optimizeExact({
      ...input,
      denoiser,
      data,
      increments,
      signal,
      async onProgress(so) {
        done = so.done;
        const now = performance.now();
        // one half without samples has no loss to look at
        if (done >= 2 && now - lookedAt > lookEveryMs) {
          const preliminary = so.preliminary();
          const [best] = fitSchedules(preliminary, steps.slice(0, 1), {
            weight,
            increments,
          });
          const caption = `after ${done} of ${samples} samples`;
          views = [
            ...(best ? [scheduleView(preliminary, best, caption)] : []),
            lossView(preliminary),
          ];
          lookedAt = performance.now();
        }
        await progress(`${done} of ${samples} samples`);
      },
    });
    const notice = denoiser.notice();
    return {
      schedules,
      nfe: nfe + samples * evaluationsPerSample,
      statistics,
      increments,
      dataWords: `${samples} samples of ${words}, ${levels} noise levels${notice === undefined ? "" : ` · ${notice}`}`,
    };
  },
};
