import { BadInput } from "../../core/bad-input.ts";
import { decimalNumber } from "../../core/decimal-number.ts";

/**
 * The class that a person named, by its label or its number.
 * @returns `null` where nothing was named: each class in turn.
 * @throws BadInput where the model has no such class.
 */
export function chosenClass(
  name: string,
  model: {
    readonly title: string;
    readonly classCount: number;
    readonly labels?: readonly string[];
  },
): number | null {
  const text = name.trim();
  if (text === "") return null;
  const { title, classCount, labels = [] } = model;
  if (classCount === 0)
    throw new BadInput(`${title} has no classes, got the class "${text}"`);
  const byName = labels.findIndex(
    (label) => label.toLowerCase() === text.toLowerCase(),
  );
  if (byName >= 0) return byName;
  const number = decimalNumber(text) ?? NaN;
  if (Number.isInteger(number) && number >= 0 && number < classCount)
    return number;
  throw new BadInput(
    `the class "${text}" is none of ${title}, which has ${labels.length > 0 ? labels.map((label, index) => `${index} ${label}`).join(", ") : `the classes 0 to ${classCount - 1}`}`,
  );
}
