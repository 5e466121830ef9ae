import type { Denoiser } from "../core/denoiser.ts";
import { fillNormals, streams } from "../core/noise/random.ts";

/** One call of a denoiser. */
export interface Call {
  readonly x: Float32Array;
  readonly sigma: Float64Array;
  readonly labels: Int32Array | undefined;
}

/**
 * A batch as sampling makes them, always the same one: noise of the deviation that noisy data have at each level, and each
 * class in turn.
 * @param levels - `one`: all at the geometric middle of the model's noise levels; `all`: from its lowest to its highest.
 */
export function trialCall(
  { shape, sigmaMin, sigmaMax, sigmaData, classCount }: Denoiser,
  count: number,
  levels: "one" | "all",
): Call {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const x = new Float32Array(count * length);
  const sigma = Float64Array.from({ length: count }, (_, sample) => {
    const place = levels === "one" || count === 1 ? 0.5 : sample / (count - 1);
    return sigmaMin * (sigmaMax / sigmaMin) ** place;
  });
  for (const [sample, level] of sigma.entries()) {
    const at = sample * length;
    const stream = streams.sampling;
    fillNormals({ seed: 0, stream, sample, draw: 0 }, x, at, length);
    const deviation = Math.hypot(sigmaData, level);
    for (let i = at; i < at + length; i++) x[i] = deviation * (x[i] ?? 0);
  }
  const labels =
    classCount === 0
      ? undefined
      : Int32Array.from({ length: count }, (_, sample) => sample % classCount);
  return { x, sigma, labels };
}

/** Milliseconds since some moment. */
export type Clock = () => number;

/** Milliseconds of one call, and what it gave. */
export async function timedCall(
  { denoise }: Pick<Denoiser, "denoise">,
  { x, sigma, labels }: Call,
  now: Clock,
) {
  const start = now();
  const denoised = await denoise(x, sigma, labels);
  return { denoised, ms: now() - start };
}

const mostCalls = 3;
const enoughMs = 1000;

/** Milliseconds of the fastest of a few calls; of fewer where they take long. */
export async function fastestCallMs(
  denoiser: Pick<Denoiser, "denoise">,
  call: Call,
  now: Clock,
): Promise<number> {
  let fastest = Infinity;
  let spent = 0;
  for (let index = 0; index < mostCalls && spent < enoughMs; index++) {
    const { ms } = await timedCall(denoiser, call, now);
    fastest = Math.min(fastest, ms);
    spent += ms;
  }
  return fastest;
}
