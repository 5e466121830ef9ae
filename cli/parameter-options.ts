import { Option, type Command as Program } from "commander";
import type { Parameter, Parameters } from "../core/parameter.ts";

type Owners = ReadonlyMap<string, { readonly parameters: Parameters }>;

/**
 * Adds an option `--name` for each parameter of the owners; several owners may have one of the same name.
 * Names with `_` are also known with `-`.
 */
export function declareParameterOptions(
  program: Program,
  owners: Owners,
): Program {
  const found = new Map<string, Map<string, string[]>>();
  for (const [id, { parameters }] of owners)
    for (const [name, parameter] of Object.entries(parameters)) {
      const ways = found.get(name) ?? new Map<string, string[]>();
      const way = values(parameter);
      ways.set(way, [...(ways.get(way) ?? []), id]);
      found.set(name, ways);
    }
  for (const [name, ways] of found) {
    const help = [...ways]
      .map(([way, ids]) => `${way} (${ids.join(", ")})`)
      .join("; ");
    program.option(`--${name} <value>`, help);
    if (name.includes("_"))
      program.addOption(
        new Option(`--${name.replaceAll("_", "-")} <value>`).hideHelp(),
      );
  }
  return program;
}

/**
 * What was given of them, each as `name=value`.
 * @param given - All options of the command.
 */
export function givenParameters(
  owners: Owners,
  given: Readonly<Record<string, unknown>>,
): string[] {
  const names = new Set(
    [...owners.values()].flatMap(({ parameters }) => Object.keys(parameters)),
  );
  return [...names].flatMap((name) => {
    const value = given[attribute(name)] ?? given[attribute(name, "-")];
    return typeof value === "string" ? [`${name}=${value}`] : [];
  });
}

/** Where commander keeps an option. */
function attribute(name: string, separator = "_"): string {
  return new Option(`--${name.replaceAll("_", separator)}`).attributeName();
}

function values(parameter: Parameter): string {
  switch (parameter.kind) {
    case "number":
      return `${parameter.title}: ${parameter.min} to ${parameter.max}, default ${parameter.default}`;
    case "choice":
      return `${parameter.title}: ${parameter.choices.join(", ")}, default ${parameter.default}`;
    case "switch":
      return `${parameter.title}: true or false, default ${parameter.default}`;
  }
}
