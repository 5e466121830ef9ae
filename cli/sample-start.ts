import { BadInput } from "../core/bad-input.ts";
import { encodingNoise, noiseSource } from "../core/noise/noise-kinds.ts";
import { replayedNoise } from "../core/noise/noise-source.ts";
import type { Process } from "../core/solvers/solver.ts";
import { vectorLike, type Vector } from "../core/vector.ts";
import type { EncodedPicture } from "../models/pipeline/vae.ts";
import type { ModelDescription } from "../models/model-description.ts";
import { noiseAlone, raisedTo } from "../nodes/parts/sampling-start.ts";
import { latentsOf } from "../nodes/parts/vae-pictures.ts";
import type { NumberArray } from "../nodes/formats/npy.ts";
import { readArrayFile } from "./array-file.ts";
import { seedOf } from "./seed-option.ts";

/** Of one batch: 1 GiB in float64, of which sampling holds several. */
const mostNumbers = 2 ** 27;

export interface StartRequest {
  readonly shape: readonly number[];
  readonly precision: "f32" | "f64";
  /** First noise level of the schedule. */
  readonly sigmaMax: number;
  readonly process: Process;
  readonly model: Pick<ModelDescription, "latents">;
  /** How large the noise at `sigmaMax` is, out of firstNoise. */
  readonly firstNoise: string;
  /** A picture to go on from, the same for all of the batch. */
  readonly begun?: EncodedPicture;
  /** What its latents are, out of latentKinds. */
  readonly latents: string;
  /** As it was written. */
  readonly seed: string;
  /** An id of core/noise/noise-kinds.ts. */
  readonly noiseSource: string;
  readonly count?: number;
  /** File of the states at `sigmaMax`. */
  readonly init?: string;
  /** File of the noise in draw order. */
  readonly noise?: string;
}

export interface Start {
  /** `[count, ...shape]`. */
  readonly x: Vector;
  readonly count: number;
  readonly noise: (sigmaFrom: number, sigmaTo: number) => Vector;
}

/**
 * The start of sampling and its noise, drawn from the seed or read from files.
 * @throws BadInput where a file has another shape than the model's.
 */
export async function sampleStart(request: StartRequest): Promise<Start> {
  const { shape, precision, seed } = request;
  const size = shape.reduce((product, axis) => product * axis, 1);
  const init =
    request.init === undefined
      ? undefined
      : await readArrayFile(request.init, "--init");
  const count = init?.shape[0] ?? request.count;
  if (count === undefined || count < 1)
    throw new BadInput(
      `sample needs --count or --init with at least one sample, got ${count === undefined ? "neither" : "none"}`,
    );
  if (count * size > mostNumbers)
    throw new BadInput(
      `${count} samples of ${size} numbers each do not fit in memory; at most ${Math.floor(mostNumbers / size)} samples can be made at once`,
    );
  const shapeWords = `[${[count, ...shape].join(", ")}]`;
  if (init && init.data.length !== count * size)
    throw new BadInput(
      `--init must have the shape ${shapeWords}, got [${init.shape.join(", ")}]`,
    );
  if (init && request.count !== undefined && request.count !== count)
    throw new BadInput(
      `--count is ${request.count}, but --init holds ${count} samples`,
    );
  const { begun } = request;
  const draws = begun !== undefined && request.latents === "draw";
  const batch = {
    seed: seedOf("--seed", seed, "--noise-source", request.noiseSource),
    count,
    length: size,
    precision,
    ...(draws && { encoded: true as const }),
  };
  const drawn = noiseSource(request.noiseSource, batch);
  const encoding = draws
    ? encodingNoise(request.noiseSource, batch)
    : undefined;
  const x = init
    ? inPrecision(init.data, precision)
    : firstState(request, drawn.initial(), count, encoding);
  if (request.noise === undefined)
    return { x, count, noise: (from, to) => drawn.draw(from, to) };
  const given = await readArrayFile(request.noise, "--noise");
  const replayed = replayedNoise(
    x,
    noiseDraws(given, count * size, precision, shapeWords),
  );
  return { x, count, noise: (from, to) => replayed.draw(from, to) };
}

function firstState(
  { begun, shape, firstNoise, sigmaMax, process, model }: StartRequest,
  noise: Vector,
  count: number,
  encoding: Vector | undefined,
): Vector {
  if (!begun) return noiseAlone(noise, firstNoise, sigmaMax, process, model);
  const data = vectorLike(noise);
  const { length } = begun.mean;
  for (let at = 0; at < noise.length; at += length)
    data.set(latentsOf(begun, encoding?.subarray(at, at + length)), at);
  return raisedTo({ data, count, shape, nfe: 0 }, noise, sigmaMax, process);
}

function noiseDraws(
  given: NumberArray,
  length: number,
  precision: "f32" | "f64",
  shapeWords: string,
): Vector[] {
  const draws = given.shape[0] ?? 0;
  if (given.data.length !== draws * length)
    throw new BadInput(
      `--noise must hold arrays of the shape ${shapeWords}, got [${given.shape.join(", ")}]`,
    );
  return Array.from({ length: draws }, (_, draw) =>
    inPrecision(
      given.data.subarray(draw * length, (draw + 1) * length),
      precision,
    ),
  );
}

function inPrecision(data: Vector, precision: "f32" | "f64"): Vector {
  return precision === "f64"
    ? Float64Array.from(data)
    : Float32Array.from(data);
}
