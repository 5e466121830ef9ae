import type { CancelSignal } from "../cancel.ts";
import type { DataSource, Denoiser } from "../denoiser.ts";
import { fillNormals, streams, uniforms } from "../noise/random.ts";
import { levelSampler } from "./importance.ts";
import type { LevelSampler } from "./importance.ts";

export interface PairCostRequest {
  readonly denoiser: Denoiser;
  readonly data: DataSource;
  /** Data samples of each estimate; each costs two evaluations. */
  readonly samples: number;
  readonly seed: number;
  readonly signal?: CancelSignal;
  /** Awaited after each batch, so that a cancel can come in. */
  readonly onBatch?: () => Promise<void>;
}

/** Numbers in one call of the denoiser, at most. */
const batchNumbers = 2 ** 15;

/** Numbers that are kept between two estimates, at most: 64 MiB. */
const keptNumbers = 2 ** 23;

/** What two neighbouring steps add to the KLUB, from `low` over `middle` to `high`. */
type PairCost = (low: number, middle: number, high: number) => Promise<number>;

/** What chance gives a batch of data samples; the same for every estimate. */
interface Draws {
  readonly count: number;
  /** `[count, ...shape]`. */
  readonly clean: Float64Array;
  readonly labels?: Int32Array;
  /** Length count. */
  readonly uniform: Float64Array;
  /** Standard normal, `[count, ...shape]`: up to t, and from t on to t_up. */
  readonly noise: Float64Array;
  readonly furtherNoise: Float64Array;
}

/**
 * Estimates by Monte Carlo with importance sampling: for each data sample one level t between `low` and `high`, one noisy
 * state there and one at the end of its step, t_up. Every estimate has the same data, uniforms and noises, so that
 * differences between places are not those of chance.
 */
export function pairCosts(request: PairCostRequest): PairCost {
  const { denoiser, samples, signal } = request;
  const length = sampleLength(denoiser);
  const perCall = Math.max(1, Math.floor(batchNumbers / (2 * length)));
  const keeps = 3 * samples * length <= keptNumbers;
  const kept = new Map<number, Draws>();
  async function draws(first: number): Promise<Draws> {
    const known = kept.get(first);
    if (known) return known;
    const count = Math.min(perCall, samples - first);
    const made = await drawBatch(request, first, count);
    if (keeps) kept.set(first, made);
    return made;
  }
  return async (low, middle, high) => {
    const levels = levelSampler(low, middle, high);
    let sum = 0;
    for (let first = 0; first < samples; first += perCall) {
      signal?.throwIfAborted();
      sum += await batchSum(denoiser, await draws(first), levels, middle, high);
      await request.onBatch?.();
    }
    return sum / samples;
  };
}

function sampleLength({ shape }: Denoiser): number {
  return shape.reduce((product, n) => product * n, 1);
}

async function drawBatch(
  { denoiser, data, seed }: PairCostRequest,
  first: number,
  count: number,
): Promise<Draws> {
  const length = sampleLength(denoiser);
  const indices = Array.from({ length: count }, (_, k) => first + k);
  const { x: clean, labels } = await data.draw(
    indices.map((k) => (seed % 2 ** 20) * 2 ** 32 + k),
  );
  const uniform = new Float64Array(count);
  const noise = new Float64Array(count * length);
  const furtherNoise = new Float64Array(count * length);
  const stream = streams.optimization;
  for (const [k, sample] of indices.entries()) {
    const address = { seed, stream, sample };
    uniform[k] = uniforms({ ...address, draw: 0 }, 1)[0] as number;
    fillNormals({ ...address, draw: 1 }, noise, k * length, length);
    fillNormals({ ...address, draw: 2 }, furtherNoise, k * length, length);
  }
  return {
    count,
    clean,
    uniform,
    noise,
    furtherNoise,
    ...(labels && { labels }),
  };
}

async function batchSum(
  denoiser: Denoiser,
  draws: Draws,
  levels: LevelSampler,
  middle: number,
  high: number,
): Promise<number> {
  const { count, clean, labels, uniform, noise, furtherNoise } = draws;
  const size = clean.length;
  const length = size / count;
  // states at t in the first half, at t_up in the second
  const x = new Float64Array(2 * size);
  const sigma = new Float64Array(2 * count);
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const { t, density } = levels.at(uniform[k] as number);
    const up = t < middle ? middle : high;
    const spread = Math.sqrt((up - t) * (up + t));
    sigma[k] = t;
    sigma[count + k] = up;
    weights[k] = 1 / (t ** 3 * density);
    for (let i = k * length; i < (k + 1) * length; i++) {
      const here = (clean[i] as number) + t * (noise[i] as number);
      x[i] = here;
      x[size + i] = here + spread * (furtherNoise[i] as number);
    }
  }
  const both = labels && Int32Array.from([...labels, ...labels]);
  const denoised = await denoiser.denoise(x, sigma, both);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const change = (denoised[i] as number) - (denoised[size + i] as number);
    sum += (weights[Math.floor(i / length)] as number) * change * change;
  }
  return sum;
}
