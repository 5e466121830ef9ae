import { fineSolution } from "../../../core/klub/tuned/fine-solution.ts";
import { solve } from "../../../core/klub/tuned/problem.ts";
import type { Problem } from "../../../core/klub/tuned/problem.ts";
import { enlarged, gridOf } from "../../../nodes/formats/picture.ts";
import type { Picture } from "../../../nodes/formats/picture.ts";
import { samplePictures } from "../../../nodes/formats/sample-pictures.ts";
import { solverOf } from "../../../nodes/parts/optimizing.ts";
import type { BenchModel } from "./bench-model.ts";

/** Images are shown twice as large. */
const factor = 2;

export interface ComparedPicturesRequest {
  readonly solver: string;
  /** One of each origin. */
  readonly schedules: readonly (readonly number[])[];
  /** Samples of each, from the same noises. */
  readonly count: number;
  readonly seed: number;
  /** Of the samples that come last: what many steps make of the same noises. */
  readonly fineSteps: number;
}

/** Samples of several schedules side by side, row by row, and last what the solver comes to with many steps. */
export async function comparedPictures(
  { denoiser, classOf, data }: BenchModel,
  request: ComparedPicturesRequest,
): Promise<Picture> {
  const { count, seed } = request;
  const problem: Problem = {
    ...solverOf({ id: request.solver, options: {} }),
    denoiser,
    sigmaMin: denoiser.sigmaMin,
    sigmaMax: denoiser.sigmaMax,
    ending: "sigma-min",
    batch: count,
    seed,
    ...(classOf && { classOf }),
  };
  const of = { set: "fresh", index: 0 } as const;
  const drawn = await data?.draw(Array.from({ length: count }, (_, k) => k));
  const pictureOf = (x: Float64Array) => {
    const pictures = samplePictures({
      data: x,
      count,
      shape: denoiser.shape,
      ...(drawn && { reference: Float32Array.from(drawn.x) }),
    });
    return pictures.length === 1
      ? gridOf(pictures)
      : enlarged(gridOf(pictures), factor);
  };
  const all: Picture[] = [];
  for (const sigmas of request.schedules)
    all.push(pictureOf((await solve(problem, problem, sigmas, of)).x));
  const fine = await fineSolution(problem, request.fineSteps, of);
  return gridOf([...all, pictureOf(fine.x)]);
}
