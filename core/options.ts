import { BadInput } from "./bad-input.ts";
import { decimalNumber } from "./decimal-number.ts";
import { normalizeName } from "./normalize-name.ts";
import { optionName } from "./option-name.ts";
import type {
  Parameter,
  Parameters,
  ParameterValue,
  ParameterValues,
} from "./parameter.ts";

function checkValue(
  parameter: Parameter,
  value: unknown,
  name: string,
): ParameterValue {
  switch (parameter.kind) {
    case "number":
      if (
        typeof value === "number" &&
        value >= parameter.min &&
        value <= parameter.max &&
        (parameter.whole !== true || Number.isInteger(value))
      )
        return value;
      throw new BadInput(
        `${name} must be a ${parameter.whole === true ? "whole " : ""}number from ${parameter.min} to ${parameter.max}, got ${shown(value)}`,
      );
    case "choice":
      if (typeof value === "string" && parameter.choices.includes(value))
        return value;
      throw new BadInput(
        `${name} must be one of ${parameter.choices.join(", ")}, got ${shown(value)}`,
      );
    case "switch":
      if (typeof value === "boolean") return value;
      throw new BadInput(`${name} must be true or false, got ${shown(value)}`);
  }
}

function shown(value: unknown): string {
  return typeof value === "number"
    ? String(value)
    : (JSON.stringify(value) ?? "nothing");
}

function find(parameters: Parameters, name: string, owner: string): Parameter {
  const parameter = Object.hasOwn(parameters, name)
    ? parameters[name]
    : undefined;
  if (parameter) return parameter;
  const names = Object.keys(parameters);
  throw new BadInput(
    `${owner} has no option ${name}, ${names.length === 0 ? "it takes none" : `it takes ${names.join(", ")}`}`,
  );
}

/**
 * Given values, checked, with defaults for the rest. An option that says something only with another one is left out
 * where it does not.
 * @param owner - What the options belong to, for messages: `Euler`.
 * @throws BadInput for an unknown name, a value of the wrong kind or out of range, or one that has nothing to say.
 */
export function completeOptions(
  parameters: Parameters,
  given: Readonly<Record<string, unknown>>,
  owner: string,
): ParameterValues {
  const checked = Object.entries(given).map(([name, value]) => [
    name,
    checkValue(
      find(parameters, name, owner),
      value,
      `${owner}'s ${optionName(parameters, name)}`,
    ),
  ]);
  const defaults = Object.entries(parameters).map(([name, parameter]) => [
    name,
    parameter.default,
  ]);
  const complete = Object.fromEntries([
    ...defaults,
    ...checked,
  ]) as ParameterValues;
  return Object.fromEntries(
    Object.entries(complete).filter(([name, value]) => {
      const { onlyWith, ...parameter } = find(parameters, name, owner);
      if (!onlyWith) return true;
      const other = complete[onlyWith.option];
      if (onlyWith.values.some((wanted) => wanted === other)) return true;
      if (value === parameter.default) return false;
      // a default that nobody gave is not to blame
      const beside = Object.hasOwn(given, onlyWith.option)
        ? `with ${String(other)}`
        : `and no ${optionName(parameters, onlyWith.option)}`;
      throw new BadInput(
        `${owner}'s ${optionName(parameters, name)} is only for a ${optionName(parameters, onlyWith.option)} of ${onlyWith.values.join(", ")}, got ${shown(value)} ${beside}`,
      );
    }),
  );
}

/**
 * Name and value of a line such as `eta=0.5`.
 * @throws BadInput where it is none.
 */
export function splitOption(text: string): [name: string, value: string] {
  const equals = text.indexOf("=");
  if (equals < 1)
    throw new BadInput(
      `An option must be written name=value, got ${JSON.stringify(text)}`,
    );
  return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

/**
 * One option from a line of text such as `eta=0.5`, by its name or by its title: `noise scale=0.5`. Names and choices
 * may differ in case, `-` and `_`.
 * @throws BadInput where it is no `name=value` of these parameters.
 */
export function parseOption(
  parameters: Parameters,
  text: string,
  owner: string,
): [name: string, value: ParameterValue] {
  const [given, value] = splitOption(text);
  const name = namedOption(parameters, given) ?? given;
  const what = `${owner}'s ${optionName(parameters, name)}`;
  return [name, readValue(find(parameters, name, owner), value, what)];
}

/**
 * An option's value from text.
 * @param what - The option, for messages.
 * @throws BadInput where it can have no such value.
 */
export function readValue(
  parameter: Parameter,
  text: string,
  what: string,
): ParameterValue {
  return checkValue(parameter, fromText(parameter, text), what);
}

/** The name of the option that is called so, or titled so. */
export function namedOption(
  parameters: Parameters,
  text: string,
): string | undefined {
  const wanted = normalizeName(text);
  const names = Object.keys(parameters);
  return (
    names.find((name) => normalizeName(name) === wanted) ??
    names.find(
      (name) => normalizeName(parameters[name]?.title ?? "") === wanted,
    )
  );
}

function fromText(parameter: Parameter, text: string): unknown {
  switch (parameter.kind) {
    case "number":
      if (parameter.infinite === true && /^\+?inf(inity)?$/i.test(text))
        return parameter.max;
      return decimalNumber(text) ?? text;
    case "switch":
      return switchOf(text) ?? text;
    case "choice":
      return (
        parameter.choices.find(
          (choice) => normalizeName(choice) === normalizeName(text),
        ) ?? text
      );
  }
}

/** `true` or `false`, as Python spells them too; `undefined` for anything else. */
export function switchOf(text: string): boolean | undefined {
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : undefined;
}

/** A switch that completeOptions has checked. */
export function switchOption(options: ParameterValues, name: string): boolean {
  const value = options[name];
  if (typeof value === "boolean") return value;
  throw new Error(
    `The option ${name} must be true or false, got ${shown(value)}`,
  );
}

/** A number option that completeOptions has checked. */
export function numberOption(options: ParameterValues, name: string): number {
  const value = options[name];
  if (typeof value === "number") return value;
  throw new Error(`The option ${name} must be a number, got ${shown(value)}`);
}
