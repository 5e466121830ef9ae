import { memoryShards } from "../../../core/klub/shards.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type { Effort, Method } from "../../../nodes/parts/optimization.ts";
import { optimizeModel } from "../../../nodes/parts/optimize-model.ts";
import { signal } from "./bench-model.ts";
import type { BenchModel } from "./bench-model.ts";

/** Schedules of one origin, one for each number of steps. */
export interface Compared {
  readonly title: string;
  /** Strictly falling. */
  readonly schedules: readonly (readonly number[])[];
}

export interface ComparedRequest {
  readonly steps: readonly number[];
  readonly seed: number;
  readonly levels: number;
  readonly effort: Effort;
  /** What the KLUB is measured with: of the pass, and of each estimate of `coordinate`. */
  readonly samples: Readonly<Record<Method, number>>;
}

/** The schedules of the paper's Table 4, and ours. `coordinate` is stopped early by the solver's own samples. */
export async function comparedSchedules(
  model: BenchModel,
  solver: string,
  request: ComparedRequest,
): Promise<Compared[]> {
  const { sigmaMin, sigmaMax } = model.denoiser;
  const ending = "sigma-min" as const;
  const known = (title: string, id: string): Compared => ({
    title,
    schedules: request.steps.map(
      (steps) =>
        buildSchedule(id, { steps, sigmaMin, sigmaMax, ending }).sigmas,
    ),
  });
  const found = async (method: Method): Promise<Compared> => {
    const { schedules } = await optimizeModel(
      {
        ...request,
        method,
        samples: request.samples[method],
        solver: { id: solver, options: {} },
        sigmaMin,
        sigmaMax,
        weight: 3,
        ending,
      },
      { ...model, shards: memoryShards(), signal, onProgress: async () => {} },
    );
    return {
      title: method,
      schedules: schedules.map(({ sigmas }) => sigmas),
    };
  };
  return [
    known("EDM", "edm"),
    known("LogSNR", "logsnr"),
    await found("coordinate"),
    await found("exact"),
    await found("tuned"),
  ];
}
