import { BadInput } from "../core/bad-input.ts";
import { decimalNumber } from "../core/decimal-number.ts";
import { noiseKinds } from "../core/noise/noise-kinds.ts";

/** The largest seed that torch takes, and ComfyUI gives. */
const widest = 2n ** 64n - 1n;

/** The arguments of the option `--seed`, which stays text: what it may be depends on the noise source. */
export function seedOption<const W extends string>(words: W) {
  const wide = wideSources().join(" and ");
  return [
    "--seed <seed>",
    `${words}: 0 to ${Number.MAX_SAFE_INTEGER}, and for ${wide} to ${widest}`,
    "0",
  ] as const;
}

/**
 * The seed that a noise source is given.
 * @param option - The option that says it, for the sentence.
 * @param text - As a person wrote it.
 * @param sourceOption - The option that chooses the source.
 * @param source - An id of `noiseKinds`.
 * @returns From 0 to 2^53 − 1: a larger one without the bits that the source does not read.
 * @throws BadInput where it is no seed for that source.
 */
export function seedOf(
  option: string,
  text: string,
  sourceOption: string,
  source: string,
): number {
  const seed = wholeNumber(text);
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  const wide = noiseKinds.get(source)?.takesWideSeeds === true;
  const max = wide ? widest : safe;
  if (seed === undefined || seed < 0n || seed > max) {
    const hint =
      !wide && seed !== undefined && seed > 0n && seed <= widest
        ? `; ${sourceOption} ${wideSources().join(" and ")} take it`
        : "";
    throw new BadInput(
      `${option} must be a whole number from 0 to ${max}, got ${text.trim() === "" ? "nothing" : text}${hint}.`,
    );
  }
  return Number(seed > safe ? seed % 2n ** 32n : seed);
}

function wideSources(): string[] {
  return [...noiseKinds]
    .filter(([, { takesWideSeeds }]) => takesWideSeeds === true)
    .map(([id]) => id);
}

/** Exactly, where it is written in digits; `1e3` is one too. */
function wholeNumber(text: string): bigint | undefined {
  const word = text.trim();
  if (/^[-+]?\d+$/.test(word)) return BigInt(word.replace(/^\+/, ""));
  const value = decimalNumber(word);
  return Number.isSafeInteger(value) ? BigInt(value ?? NaN) : undefined;
}
