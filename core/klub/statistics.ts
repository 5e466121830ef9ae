import type { Curves } from "./objective.ts";

/** Sums over data samples; adding two is the sums over both. */
export interface Sums {
  readonly samples: number;
  /** Σ ⟨R_j, R_k⟩ of the residuals R_k = D(x_{t_k}, t_k) − x_0, `[K, K]`, symmetric to the last bit. */
  readonly gram: Float64Array;
  /** Σ ‖R_k‖⁴, length K, for standard errors. */
  readonly lossSquares: Float64Array;
}

/** What one pass over the data leaves behind: every schedule's KLUB follows from it. */
export interface Statistics {
  /** Noise levels, strictly rising, length K. */
  readonly levels: Float64Array;
  /** Numbers in one data sample. */
  readonly dimensions: number;
  /** Standard deviation of the data. */
  readonly sigmaData: number;
  /** The samples in blocks, `blockOfSample`: two of them, or any even number more. */
  readonly blocks: readonly Sums[];
}

/**
 * Block by block.
 * @param a - Absent where there are none yet.
 */
export function addBlocks(
  a: readonly Sums[] | undefined,
  b: readonly Sums[],
): readonly Sums[] {
  return a === undefined
    ? b
    : b.map((sums, block) => addSums(a[block] as Sums, sums));
}

/** All samples. */
export function wholeSums({ blocks }: Pick<Statistics, "blocks">): Sums {
  return blocks.reduce(addSums);
}

/** The blocks of even and those of odd index, so that a schedule can be judged on samples that it was not fitted to. */
export function halfSums({
  blocks,
}: Pick<Statistics, "blocks">): readonly [Sums, Sums] {
  const half = (parity: number) =>
    blocks.filter((_, block) => block % 2 === parity).reduce(addSums);
  return [half(0), half(1)];
}

export function addSums(a: Sums, b: Sums): Sums {
  return {
    samples: a.samples + b.samples,
    gram: a.gram.map((value, i) => value + (b.gram[i] as number)),
    lossSquares: a.lossSquares.map(
      (value, k) => value + (b.lossSquares[k] as number),
    ),
  };
}

/** The denoising loss f_k = E‖R_k‖² at each level, with its standard error. */
export function denoisingLoss(sums: Sums): {
  loss: Float64Array;
  standardError: Float64Array;
} {
  const { samples, gram, lossSquares } = sums;
  const count = lossSquares.length;
  const loss = lossSquares.map(
    (_, k) => (gram[k * count + k] as number) / samples,
  );
  const standardError = lossSquares.map((squares, k) => {
    const variance = squares / samples - (loss[k] as number) ** 2;
    return Math.sqrt(Math.max(variance, 0) / samples);
  });
  return { loss, standardError };
}

/** E‖D_j − D_k‖² between every two levels, `[K, K]`. */
export function increments(sums: Sums): Float64Array {
  const { samples, gram, lossSquares } = sums;
  const count = lossSquares.length;
  return gram.map((product, i) => {
    const j = Math.floor(i / count);
    const k = i % count;
    const own =
      (gram[j * count + j] as number) + (gram[k * count + k] as number);
    return Math.max(own - 2 * product, 0) / samples;
  });
}

/**
 * Share of a Gaussian's loss that is added to the measured one. Where a data set is a few points, transitions between
 * them at small t are too rare to be sampled and f would be 0 there; elsewhere it changes nothing.
 */
const floorShare = 1e-5;

/** What is assumed of the increments V(j, k) = E‖D_j − D_k‖². */
export type Increments =
  /** As measured: right for any model. */
  | "measured"
  /** V(j, k) = f_k − f_j, which holds for an exact denoiser, with about half the standard error. */
  | "ideal";

/**
 * The curves that the objective is made of, from the sums.
 *
 * The loss is the monotone estimate f_k = G_00 + Σ_{l<k} V(l, l+1): of low variance, since it adds up what happens along
 * one Brownian path, and exact for an ideal denoiser. What a real one does differently is in the excess.
 */
export function curvesOf(
  statistics: Pick<Statistics, "levels" | "dimensions" | "sigmaData">,
  sums: Sums,
  assumed: Increments,
): Curves {
  const { levels: t, dimensions, sigmaData } = statistics;
  const count = t.length;
  const v = increments(sums);
  const loss = new Float64Array(count);
  let sum = (sums.gram[0] as number) / sums.samples;
  for (let k = 0; k < count; k++) {
    if (k > 0) sum += v[(k - 1) * count + k] as number;
    const [own, noise] = [sigmaData ** 2, (t[k] as number) ** 2];
    const floor = (floorShare * dimensions * own * noise) / (own + noise);
    // data that are one point leave nothing at all, and ln 0 has no curve
    loss[k] = Math.max(sum + floor, Number.MIN_VALUE * 2 ** 60);
  }
  if (assumed === "ideal") return { t, loss };
  const excess = v.map((value, i) => {
    const [j, k] = [Math.floor(i / count), i % count];
    return value - Math.abs((loss[k] as number) - (loss[j] as number));
  });
  return { t, loss, excess };
}
