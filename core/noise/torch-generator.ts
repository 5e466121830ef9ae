import type { Vector } from "../vector.ts";
import { mersenneTwister } from "./mersenne-twister.ts";
import { singleLog, singleSineCosine } from "./single-precision.ts";

/** Numbers drawn in torch's order on its CPU; every call goes on where the one before ended. */
export interface TorchGenerator {
  /** The next unsigned 32-bit word. */
  readonly word: () => number;
  /** `torch.rand(count)`: uniform in [0, 1). */
  readonly uniforms: (count: number) => Float32Array;
  /** `torch.rand(count, dtype=torch.float64)`. */
  readonly uniforms64: (count: number) => Float64Array;
  /** `torch.randn(shape)`, where the shape's product is `count`. */
  readonly normals: (count: number) => Float32Array;
  /** `torch.randn(shape, dtype=torch.float64)`. */
  readonly normals64: (count: number) => Float64Array;
  /** `torch.randint(low, high, (count,))`: whole numbers from `low` to `high` − 1, for `high` − `low` below 2^32. */
  readonly wholes: (low: number, high: number, count: number) => number[];
  /** `torch.randperm(count)`: 0 to `count` − 1 in another order. */
  readonly permutation: (count: number) => number[];
}

// torch fills from this length on in blocks, on eight lanes at once
const block = 16;

/**
 * The generator after `torch.manual_seed(seed)`, to the last bit as on a CPU with AVX2 (PyTorch,
 * ATen/native/cpu/DistributionTemplates.h); processors without it differ from it in the last digits themselves.
 * @param seed - A whole number; its lowest 32 bits decide.
 */
export function torchGenerator(seed: number): TorchGenerator {
  const word = mersenneTwister(seed % 0x1_0000_0000);
  // torch keeps the second number of a pair, also from one call to the next
  let kept: number | undefined;

  const uniform = (): number => (word() & 0xffffff) / 0x100_0000;
  const uniform64 = (): number => {
    const upper = word() & 0x1fffff;
    return (upper * 0x1_0000_0000 + word()) / 2 ** 53;
  };

  const normal = (): number => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    const turn = 2 * Math.PI * uniform64();
    const radius = Math.sqrt(-2 * Math.log1p(-uniform64()));
    kept = radius * Math.sin(turn);
    return radius * Math.cos(turn);
  };

  const fill = <V extends Vector>(
    out: V,
    draw: () => number,
    transform: (out: V, at: number) => void,
  ): V => {
    const count = out.length;
    if (count < block) {
      for (let i = 0; i < count; i++) out[i] = normal();
      return out;
    }
    for (let i = 0; i < count; i++) out[i] = draw();
    for (let at = 0; at + block <= count; at += block) transform(out, at);
    if (count % block !== 0) {
      // the rest is too short for a block, so the last 16 are all drawn again
      const last = count - block;
      for (let i = last; i < count; i++) out[i] = draw();
      transform(out, last);
    }
    return out;
  };

  return {
    word,
    uniforms: (count) => Float32Array.from({ length: count }, uniform),
    uniforms64: (count) => Float64Array.from({ length: count }, uniform64),
    normals: (count) => fill(new Float32Array(count), uniform, toNormals),
    normals64: (count) => fill(new Float64Array(count), uniform64, toNormals64),
    wholes: (low, high, count) =>
      Array.from({ length: count }, () => (word() % (high - low)) + low),
    permutation(count) {
      const order = Array.from({ length: count }, (_, i) => i);
      for (let i = 0; i < count - 1; i++) {
        const other = i + (word() % (count - i));
        [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
      }
      return order;
    },
  };
}

const round = Math.fround;
const twoPi = round(2 * Math.PI);

/** Changes the block at `at` from uniform to normal numbers (Box & Muller 1958), every operation rounded to single precision. */
function toNormals(out: Float32Array, at: number): void {
  for (let j = at; j < at + block / 2; j++) {
    const u1 = round(1 - (out[j] ?? 0));
    const u2 = out[j + block / 2] ?? 0;
    const radius = round(Math.sqrt(round(-2 * singleLog(u1))));
    const { sine, cosine } = singleSineCosine(round(twoPi * u2));
    out[j] = radius * cosine;
    out[j + block / 2] = radius * sine;
  }
}

function toNormals64(out: Float64Array, at: number): void {
  for (let j = at; j < at + block / 2; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (out[j] ?? 0)));
    const turn = 2 * Math.PI * (out[j + block / 2] ?? 0);
    out[j] = radius * Math.cos(turn);
    out[j + block / 2] = radius * Math.sin(turn);
  }
}
