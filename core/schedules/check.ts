import { BadInput } from "../bad-input.ts";
import { parseJson } from "../parse-json.ts";
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

/** Of a file: those of 10,000 steps. */
const mostLevels = 10_001;

/** JSON has no NaN and no infinity, but other programs write them. */
const notJson = /(?<=[[,:\s])([+-]?)(NaN|nan|Infinity|inf)(?=[\],\s}])/g;

/**
 * Reads noise levels from the text of a file: `[…]` or `{"sigmas": […]}`.
 * @param where - The file's name, for messages.
 * @throws BadInput where it is no JSON or holds no schedule.
 */
export function readSigmas(text: string, where: string): number[] {
  let json: unknown;
  try {
    // as text they are read, and refused by checkSigmas under their name
    json = parseJson(text.replaceAll(notJson, '"$1$2"'));
  } catch (cause) {
    throw new BadInput(
      `${where} must be JSON, a list of noise levels or {"sigmas": […]}, got ${shown(text.slice(0, 20))}`,
      { cause },
    );
  }
  const inside =
    typeof json === "object" && json !== null && "sigmas" in json
      ? json.sigmas
      : json;
  if (Array.isArray(inside) && inside.length > mostLevels)
    throw new BadInput(
      `${where} must have at most ${mostLevels} noise levels, got ${inside.length}`,
    );
  return checkSigmas(inside, where);
}
