import { optimizeCoordinate } from "../../../core/klub/coordinate.ts";
import { memoryShards } from "../../../core/klub/shards.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type { Effort, Method } from "../../../nodes/parts/optimization.ts";
import { optimizeModel } from "../../../nodes/parts/optimize-model.ts";
import { signal } from "./bench-model.ts";
import type { BenchModel } from "./bench-model.ts";

export const methods: readonly Method[] = ["coordinate", "exact", "tuned"];

/** Schedules of one origin, one for each number of steps. */
export interface Compared {
  readonly title: string;
  /** Strictly falling. */
  readonly schedules: readonly (readonly number[])[];
}

/** Another measure that `coordinate` is stopped early by, beside the distance to the distribution. */
export interface StoppingMeasure {
  readonly title: string;
  /** Less is better. */
  readonly measure: (sigmas: readonly number[]) => Promise<number>;
}

export interface ComparedRequest {
  readonly steps: readonly number[];
  readonly methods: readonly Method[];
  readonly seed: number;
  readonly levels: number;
  readonly effort: Effort;
  /** What the KLUB is measured with: of the pass, and of each estimate of `coordinate`. */
  readonly samples: Readonly<Record<Method, number>>;
  readonly stopping?: StoppingMeasure;
}

/** Sweeps of each stage of `coordinate`, at most. */
const mostSweeps = 100;

/** The schedules of the paper's Table 4, and ours. `coordinate` is stopped early by the solver's own samples: by their distance to the distribution. */
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
  const stoppedBy = async ({
    title,
    measure,
  }: StoppingMeasure): Promise<Compared> => {
    const { schedules } = await optimizeCoordinate({
      ...request,
      denoiser: model.denoiser,
      data: model.source.data,
      sigmaMin,
      sigmaMax,
      samples: request.samples.coordinate,
      start: "edm",
      mostSweeps,
      metric: measure,
      shards: memoryShards(),
    });
    return {
      title: `coordinate, stopped by ${title}`,
      schedules: schedules.map(({ sigmas }) => sigmas),
    };
  };
  const compared = [known("EDM", "edm"), known("LogSNR", "logsnr")];
  for (const method of request.methods) {
    compared.push(await found(method));
    if (method === "coordinate" && request.stopping)
      compared.push(await stoppedBy(request.stopping));
  }
  return compared;
}
