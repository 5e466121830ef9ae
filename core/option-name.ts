import { normalizeName } from "./normalize-name.ts";
import type { Parameters } from "./parameter.ts";

/** What an option is called on a node: its title in lower case, as all labels there are. */
export function optionLabel({ title }: { readonly title: string }): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** Whether the title of an option is another word than its name, which is that of the peers. */
export function hasOtherTitle(name: string, title: string): boolean {
  return normalizeName(name) !== normalizeName(title);
}

/** What an option is called in sentences: `eta`, or as on its node with its name where those are two: `noise scale (s_noise)`. */
export function optionName(parameters: Parameters, name: string): string {
  const parameter = parameters[name];
  return parameter && hasOtherTitle(name, parameter.title)
    ? `${optionLabel(parameter)} (${name})`
    : name;
}
