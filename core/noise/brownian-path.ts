import { BadInput } from "../bad-input.ts";
import type { NoiseBatch } from "./noise-source.ts";
import { fillNormals, streams } from "./random.ts";

/** Halvings of an octave: levels a 4096th of an octave apart are told apart exactly. */
const depth = 12;
/** Normal numbers of one octave: its whole increment, its inner nodes and its cells. */
const nodesPerOctave = 2 ** (depth + 1);
/** Below 2^−24 all is one piece. */
const lowest = -24;
/** Numbers kept at most, 256 MiB; a batch keeps at least the two ends that it was last asked for. */
const keptNumbers = 2 ** 25;
const mostKept = 6;

/**
 * One Brownian path over sigma for every number of a batch, W(0) = 0 and Var W(sigma) = sigma.
 *
 * A virtual Brownian tree (Li et al. 2020, "Scalable gradients for stochastic differential equations",
 * arXiv:2001.01328, Algorithm 3, after Gaines & Lyons 1997): every octave [2^k, 2^(k+1)] of sigma has its own
 * increment, which Lévy's bridge halves `depth` times. Each normal number has an address of its own, so that the path
 * depends on seed and sample alone: not on the schedule, on the order of questions or on the batch.
 * Between levels of different cells its law is exact; within one cell, a 4096th of an octave, it is smooth.
 * @returns W(to) − W(from), `[count, length]`, a new array. What it gives for nested intervals adds up to rounding.
 */
export function brownianPath(
  batch: NoiseBatch,
): (from: number, to: number) => Float64Array {
  const { count, length } = batch;
  const size = count * length;
  const most = Math.min(mostKept, Math.max(2, Math.floor(keptNumbers / size)));
  const kept = new Map<string, Float64Array>();
  const remembered = (key: string, make: () => Float64Array): Float64Array => {
    const values = kept.get(key) ?? make();
    // the last used is the last in the map
    kept.delete(key);
    kept.set(key, values);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return values;
  };
  const within = (octave: number, sigma: number): Float64Array =>
    remembered(`${octave} ${sigma}`, () => withinOctave(batch, octave, sigma));
  const whole = (octave: number): Float64Array =>
    within(octave, 2 ** (octave + 1));

  return (from, to) => {
    const low = Math.min(from, to);
    const high = Math.max(from, to);
    if (!(low >= 0 && high < Infinity))
      throw new BadInput(
        `The Brownian path has increments between finite noise levels of at least 0, got ${from} and ${to}`,
      );
    const sign = to > from ? 1 : -1;
    const lowOctave = octaveOf(low);
    const highOctave = octaveOf(high);
    const out = new Float64Array(size);
    const add = (weight: number, values: Float64Array): void => {
      for (let i = 0; i < size; i++)
        out[i] = (out[i] ?? 0) + weight * (values[i] ?? 0);
    };
    for (let octave = lowOctave; octave < highOctave; octave++)
      add(sign, whole(octave));
    if (low > octaveStart(lowOctave)) add(-sign, within(lowOctave, low));
    if (high > octaveStart(highOctave)) add(sign, within(highOctave, high));
    return out;
  };
}

/** The k of [2^k, 2^(k+1)) that a level lies in; that of all below 2^−24 is −25. */
function octaveOf(sigma: number): number {
  if (sigma < 2 ** lowest) return lowest - 1;
  let octave = Math.floor(Math.log2(sigma));
  // the logarithm is rounded
  if (2 ** octave > sigma) octave--;
  if (2 ** (octave + 1) <= sigma) octave++;
  return octave;
}

function octaveStart(octave: number): number {
  return octave < lowest ? 0 : 2 ** octave;
}

/** W(sigma) − W(start of the octave), `[count, length]`, for a level in the octave or at its end. */
function withinOctave(
  { seed, count, length }: NoiseBatch,
  octave: number,
  sigma: number,
): Float64Array {
  const out = new Float64Array(count * length);
  const normals = new Float64Array(length);
  const start = octaveStart(octave);
  const end = 2 ** (octave + 1);
  // from 0 on, so that it fits an unsigned number
  const firstNode = (octave - lowest + 1) * nodesPerOctave;
  for (let sample = 0; sample < count; sample++) {
    const draw = (node: number): void =>
      fillNormals(
        { seed, stream: streams.brownian, sample, draw: firstNode + node },
        normals,
        0,
        length,
      );
    draw(0);
    const below = out.subarray(sample * length, (sample + 1) * length);
    const above = normals.map((z) => Math.sqrt(end - start) * z);
    let low = start;
    let high = end;
    let node = 1;
    while (node < nodesPerOctave / 2 && sigma > low && sigma < high) {
      draw(node);
      const middle = (low + high) / 2;
      const upper = sigma >= middle;
      halve(below, above, normals, Math.sqrt(high - low) / 2, upper);
      if (upper) low = middle;
      else high = middle;
      node = 2 * node + (upper ? 1 : 0);
    }
    const share = (sigma - low) / (high - low);
    const inside = share > 0 && share < 1;
    const spread = inside ? Math.sqrt((high - low) * share * (1 - share)) : 0;
    if (inside) draw(node);
    for (let i = 0; i < length; i++)
      below[i] =
        (1 - share) * (below[i] ?? 0) +
        share * (above[i] ?? 0) +
        spread * (normals[i] ?? 0);
  }
  return out;
}

/** Puts the path's middle in place of its lower or its upper end. Changes `below` or `above`. */
function halve(
  below: Float64Array,
  above: Float64Array,
  normals: Float64Array,
  spread: number,
  upper: boolean,
): void {
  const changed = upper ? below : above;
  for (let i = 0; i < changed.length; i++)
    changed[i] =
      ((below[i] ?? 0) + (above[i] ?? 0)) / 2 + spread * (normals[i] ?? 0);
}
