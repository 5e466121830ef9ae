import { BadInput } from "../core/bad-input.ts";
import { decimalNumber } from "../core/decimal-number.ts";

/** What commander calls with the text of an option; the second argument is the value before. */
type Parse<T> = (text: string, before?: T) => T;

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Reads a finite number.
 * @throws BadInput that names the option.
 */
export function numberOption(name: string, range: Range = {}): Parse<number> {
  return (text) => readNumber(name, text, range, false);
}

/**
 * Reads a whole number; `1e3` is one.
 * @throws BadInput that names the option.
 */
export function wholeOption(name: string, range: Range = {}): Parse<number> {
  // beyond it not every whole number is one here
  const max = Number.MAX_SAFE_INTEGER;
  return (text) => readNumber(name, text, { max, ...range }, true);
}

/**
 * Reads words, which are not changed.
 * @throws BadInput that names the option where a byte of them was no UTF-8: Node.js has U+FFFD in its place.
 */
export function wordsOption(name: string): Parse<string> {
  return (text) => {
    const at = text.indexOf("\uFFFD");
    if (at === -1) return text;
    throw new BadInput(
      `${name} must be text in UTF-8, got bytes that are not after "${text.slice(Math.max(0, at - 20), at)}"`,
    );
  };
}

/**
 * Reads whole numbers separated by commas.
 * @throws BadInput that names the option.
 */
export function wholeNumbersOption(
  name: string,
  range: Range = {},
): Parse<readonly number[]> {
  return (text) => {
    const parts = text.split(",");
    return parts.map((part, at) =>
      readNumber(
        name,
        part.trim(),
        range,
        true,
        parts.length > 1 ? ` as entry ${at + 1} of ${parts.length}` : "",
      ),
    );
  };
}

/**
 * Reads one of some words.
 * @throws BadInput that names the option and the words.
 */
export function choiceOption<const T extends string>(
  name: string,
  choices: readonly T[],
): Parse<T> {
  return (text) => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined)
      throw new BadInput(
        `${name} must be one of ${choices.join(", ")}, got "${text}".`,
      );
    return found;
  };
}

/**
 * Reads a text that is not empty.
 * @param wanted - What it is to be, for the sentence.
 * @throws BadInput that names the option.
 */
export function namedOption(name: string, wanted: string): Parse<string> {
  return (text) => {
    if (text.trim() === "")
      throw new BadInput(`${name} must be ${wanted}, got nothing.`);
    return text;
  };
}

/** Collects the texts of an option that may be given several times. */
export function repeatedOption(
  text: string,
  before: readonly string[] = [],
): readonly string[] {
  return [...before, text];
}

function readNumber(
  name: string,
  text: string,
  { min = -Infinity, max = Infinity }: Range,
  whole: boolean,
  place = "",
): number {
  const value = decimalNumber(text) ?? NaN;
  const good = whole ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!good || value < min || value > max)
    throw new BadInput(
      `${name} must be a ${whole ? "whole " : ""}number${rangeWords(min, max)}, got ${text === "" ? "nothing" : text}${place}.`,
    );
  return value;
}

function rangeWords(min: number, max: number): string {
  if (min === -Infinity && max === Infinity) return "";
  if (max === Infinity) return ` of at least ${min}`;
  if (min === -Infinity) return ` of at most ${max}`;
  return ` from ${min} to ${max}`;
}
