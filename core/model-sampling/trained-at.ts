import { discreteSampling } from "./discrete.ts";
import type { ModelSampling } from "./model-sampling.ts";
import { findModelSampling } from "./models.ts";

/** The noise levels that a model was trained at, as plain data. */
export type TrainedAt =
  | {
      readonly kind: "named";
      /** A name out of `modelSamplings`. */
      readonly name: string;
    }
  | {
      readonly kind: "table";
      /** Rising, in data units, by timestep. */
      readonly sigmas: readonly number[];
    };

export function samplingOf(trained: TrainedAt): ModelSampling {
  switch (trained.kind) {
    case "named":
      return findModelSampling(trained.name);
    case "table":
      return discreteSampling(trained.sigmas);
  }
}
