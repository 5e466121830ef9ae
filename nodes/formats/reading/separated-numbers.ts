import { BadInput } from "../../../core/bad-input.ts";
import { plainDigits } from "../digits.ts";
import { numberOf, wrongEntry } from "./found-numbers.ts";

interface Reading {
  readonly values: readonly number[];
  readonly notices: readonly string[];
}

/**
 * Numbers with commas, semicolons, spaces or line breaks between them. Commas are decimal commas where only so the
 * numbers are a schedule.
 * @param where - What holds them, for messages.
 * @param commas - `decimal` where a comma cannot separate numbers, as in a file with one column.
 * @throws BadInput where a word is no number, or where the commas can be understood in two ways.
 */
export function separatedNumbers(
  text: string,
  where: string,
  commas: "either" | "decimal",
): Reading {
  const separated = wordsOf(text, /[\s,;]+/);
  const decimal = wordsOf(text, /,\s+|,$|[\s;]+/);
  const first = decimal.find(isDecimalComma);
  const asSeparated = numbersOf(separated);
  const asDecimal =
    first === undefined ? undefined : numbersOf(decimal.map(withPoint));
  if (first !== undefined && asDecimal) {
    if (commas === "decimal")
      return reading(asDecimal, decimal, commaNotice(first));
    const bothKinds = decimal.some((word) => word.includes("."));
    const other = asSeparated !== undefined && falls(asSeparated);
    if (falls(asDecimal) && (other || bothKinds)) {
      if (bothKinds && !other)
        throw new BadInput(
          `${where} has decimal commas and decimal points, wanted one of them, got ${shown(text)}`,
        );
      if (!bothKinds)
        throw new BadInput(
          `${where} can be read as ${shown(asSeparated?.join(", "))} and, with decimal commas, as ${shown(asDecimal.join(", "))}: write a space after each comma between numbers, or decimal points, got ${shown(text)}`,
        );
    }
    // neither falls where the levels are wrong; semicolons then say what the commas are
    if (!bothKinds && (falls(asDecimal) || (!other && text.includes(";"))))
      return reading(asDecimal, decimal, commaNotice(first));
  }
  if (!asSeparated) {
    throw new BadInput(
      `${where} must hold numbers such as 14.6, 6.47, 0.03, ${wrongEntry(separated) ?? "got none"}`,
    );
  }
  return reading(asSeparated, separated);
}

function wordsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).filter((word) => word !== "");
}

function numbersOf(words: readonly string[]): number[] | undefined {
  const numbers = words.map(numberOf).filter((value) => value !== undefined);
  return numbers.length === words.length ? numbers : undefined;
}

function isDecimalComma(word: string): boolean {
  return /^[-+]?\d+,\d+(?:e[-+]?\d+)?$/i.test(word);
}

function withPoint(word: string): string {
  return isDecimalComma(word) ? word.replace(",", ".") : word;
}

/** Whether they are a schedule's noise levels. */
function falls(values: readonly number[]): boolean {
  return (
    values.length >= 2 &&
    values.every(
      (value, index) => value >= 0 && value < (values[index - 1] ?? Infinity),
    )
  );
}

function commaNotice(word: string): string {
  return `Commas were read as decimal commas: ${word} as ${withPoint(word)}.`;
}

function reading(
  values: readonly number[],
  words: readonly string[],
  ...notices: string[]
): Reading {
  const exponents = words.filter((word) => /e/i.test(word));
  const [first] = exponents;
  if (first === undefined) return { values, notices };
  const others = exponents.length - 1;
  const likewise =
    others === 0
      ? ""
      : `, and ${others} other ${others === 1 ? "number" : "numbers"} likewise`;
  const digits = plainDigits(Number(withPoint(first)));
  return {
    values,
    notices: [...notices, `${first} was read as ${digits}${likewise}.`],
  };
}

function shown(text: string | undefined): string {
  return JSON.stringify(
    text !== undefined && text.length > 40 ? `${text.slice(0, 40)}…` : text,
  );
}
