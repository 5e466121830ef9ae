import { BadInput } from "../bad-input.ts";
import type { Vector } from "../vector.ts";

/** @throws BadInput where a batch is not `[sigma.length, dimension]` or a noise level is not finite and above 0. */
export function checkBatch(x: Vector, sigma: Vector, dimension: number): void {
  if (x.length !== sigma.length * dimension)
    throw new BadInput(
      `The denoiser's x must hold ${sigma.length} samples of ${dimension} numbers, got ${x.length} numbers`,
    );
  for (const [index, value] of sigma.entries())
    if (!(value > 0 && value < Infinity))
      throw new BadInput(
        `The denoiser's sigma[${index}] must be a finite number above 0, got ${value}`,
      );
}
