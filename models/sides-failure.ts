import { BadInput } from "../core/bad-input.ts";
import type { Denoiser } from "../core/denoiser.ts";
import { NotFinite } from "../core/not-finite.ts";

/** Of which a side may have to be a multiple, where a network halves it several times. */
const multiples = [1, 2, 4, 8, 16, 32, 64];

/** A network that computes samples of one shape, and can be tried with others. */
export interface Sided {
  /** Its name, for sentences. */
  readonly model: string;
  /** One sample: `[channels, height, width]`, or of other axes, which are not looked at. */
  readonly shape: readonly number[];
  /** Pixels that a person knows along one of the sample's. */
  readonly pixels: number;
  /** Whether other heights and widths can be computed too. */
  readonly anySide: boolean;
  /** Computes one sample of zeros of another shape. */
  readonly probe: (shape: readonly number[]) => Promise<unknown>;
}

/**
 * An evaluation that tells, where it fails because its network cannot halve the sides as often as it does, by what they
 * must divide: found by computing small samples.
 */
export function tellingSides(
  evaluate: Denoiser["denoise"],
  sided: Sided,
): Denoiser["denoise"] {
  return async (x, level, labels) => {
    try {
      return await evaluate(x, level, labels);
    } catch (cause) {
      if (!(cause instanceof BadInput) || cause instanceof NotFinite)
        throw cause;
      const sentence = await sidesSentence(sided);
      throw sentence === undefined ? cause : new BadInput(sentence, { cause });
    }
  };
}

async function sidesSentence({
  model,
  shape,
  pixels,
  anySide,
  probe,
}: Sided): Promise<string | undefined> {
  const [channels = 0, ...sides] = shape;
  if (!anySide || sides.length !== 2) return undefined;
  const wanted = await fittingMultiple((side) => probe([channels, side, side]));
  if (wanted === undefined) return undefined;
  const wrong = sides.filter((side) => side % wanted !== 0);
  if (wrong.length === 0) return undefined;
  const near = [...new Set(wrong)].map((side) => {
    const below = Math.floor(side / wanted) * wanted;
    const sizes = [below, below + wanted].filter((each) => each > 0);
    return `${sizes.map((each) => each * pixels).join(" or ")} in place of ${side * pixels}`;
  });
  const [height = 0, width = 0] = sides;
  return `${model} cannot compute samples of ${width * pixels} × ${height * pixels} pixels: it halves their sides, which must divide by ${wanted * pixels}; take ${near.join(", and ")}`;
}

/** The smallest of the multiples that is enough: three times it is a multiple of no larger one. */
async function fittingMultiple(
  compute: (side: number) => Promise<unknown>,
): Promise<number | undefined> {
  for (const multiple of multiples) {
    const computed = await compute(3 * multiple).then(
      () => true,
      () => false,
    );
    if (computed) return multiple;
  }
  return undefined;
}
