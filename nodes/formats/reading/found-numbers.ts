import type { ScheduleValue } from "../../../engine/values.ts";

/** Numbers that one form of text holds, not yet checked. */
export interface FoundNumbers {
  /** What the text was taken for: `JSON`, `CSV, column sigma`. */
  readonly form: string;
  /**
   * What the numbers are: noise levels, timesteps of Stable Diffusion's training, or times of a flow; the last two
   * without the 0 that their schedulers add.
   */
  readonly meaning: "sigmas" | "timesteps" | "flow-sigmas";
  readonly values: unknown;
  /** Sentences for the user on what was not obvious. */
  readonly notices: readonly string[];
  /** What our own JSON says of the schedule. */
  readonly known?: Partial<ScheduleValue>;
}

const pattern = /^[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/** The number that a word is, as programs write them: no comma, no zeros in front. `undefined` for another word. */
export function numberOf(word: string): number | undefined {
  return pattern.test(word) ? Number(word) : undefined;
}

/**
 * The first of some words that is no number, and which of them it is.
 * @returns `got "abc", entry 2 of 3`, or nothing where all are numbers.
 */
export function wrongEntry(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => numberOf(word) === undefined);
  if (at < 0) return undefined;
  const word = words[at] ?? "";
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  const place = words.length > 1 ? `, entry ${at + 1} of ${words.length}` : "";
  return `got ${JSON.stringify(shown)}${place}`;
}
