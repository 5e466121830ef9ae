import type { CancelSignal } from "../../core/cancel.ts";
import type { DataSource, Denoiser } from "../../core/denoiser.ts";
import {
  ownSampleEvaluations,
  ownSamples,
  type MadeStep,
} from "../../core/klub/own-samples.ts";
import type { Increments } from "../../core/klub/statistics.ts";
import { dataSource } from "../../models/load.ts";
import type { ModelReference } from "../../models/model-reference.ts";

/** What the KLUB of a model is measured with. */
export interface KlubSource {
  readonly data: DataSource;
  readonly increments: Increments;
  /** Evaluations of the denoiser that each data sample costs by itself. */
  readonly evaluationsPerSample: number;
  /** Where the data come from, for captions. */
  readonly words: string;
}

/** A toy's exact data and the identities of an exact denoiser; any other model's own samples and no assumption, a guided toy's too. */
export function klubSource(
  reference: ModelReference,
  denoiser: Denoiser,
  options: {
    /** The class to optimize for; `null` for each class in turn. */
    readonly classLabel: number | null;
    readonly signal: CancelSignal;
    /** Awaited after each evaluation of a batch while data are made, so that a cancel can come in. */
    readonly onStep: (step: MadeStep) => Promise<void>;
  },
): KlubSource {
  const { classLabel, signal, onStep } = options;
  const data = dataSource(reference, classLabel);
  // guidance leads away from the data, and its denoiser is not the exact one of any
  if (data !== undefined && !denoiser.denoiseParts)
    return {
      data,
      increments: "ideal",
      evaluationsPerSample: 0,
      words: "exact data",
    };
  const { classCount } = denoiser;
  return {
    data: ownSamples(denoiser, {
      signal,
      onStep,
      ...(classCount > 0 && {
        classOf: (index: number) => classLabel ?? index % classCount,
      }),
    }),
    increments: "measured",
    evaluationsPerSample: ownSampleEvaluations,
    words: "the model's own samples",
  };
}

/** `making data, samples 65 to 128: step 3 of 18` */
export function madeWords({ index, steps, indices }: MadeStep): string {
  const first = (indices[0] ?? 0) + 1;
  const last = (indices[indices.length - 1] ?? 0) + 1;
  const which =
    first === last ? `sample ${first}` : `samples ${first} to ${last}`;
  return `making data, ${which}: step ${index + 1} of ${steps}`;
}
