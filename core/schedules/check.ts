import { BadInput } from "../bad-input.ts";
import type { Ending } from "./schedule.ts";

function shown(value: unknown): string {
  return typeof value === "number"
    ? String(value)
    : (JSON.stringify(value) ?? "nothing").slice(0, 40);
}

/**
 * Checks the noise levels of a schedule from outside: at least two, finite, strictly falling, only the last one 0.
 * @param where - What holds them, for messages: a file's name.
 * @returns A copy of them.
 * @throws BadInput that names the first level that cannot be used.
 */
export function checkSigmas(sigmas: unknown, where: string): number[] {
  if (!Array.isArray(sigmas))
    throw new BadInput(
      `${where} must be a list of noise levels, got ${shown(sigmas)}`,
    );
  if (sigmas.length < 2)
    throw new BadInput(
      `${where} must have at least two noise levels, got ${sigmas.length}`,
    );
  let before = Infinity;
  return sigmas.map((sigma: unknown, index) => {
    const which = `noise level ${index + 1} of ${sigmas.length}`;
    if (typeof sigma !== "number" || !Number.isFinite(sigma) || sigma < 0)
      throw new BadInput(
        `${where}: ${which} must be a finite number of at least 0, got ${shown(sigma)}`,
      );
    if (sigma >= before)
      throw new BadInput(
        `${where}: ${which} must be below the one before it, ${before}, got ${sigma}`,
      );
    before = sigma;
    return sigma;
  });
}

/** How a checked schedule ends. */
export function endingOf(sigmas: ArrayLike<number>): Ending {
  return sigmas[sigmas.length - 1] === 0 ? "zero" : "sigma-min";
}
