import type { InputDescription } from "../../engine/node-definition.ts";

/** `sigmaMin` and `sigma_min` read `sigma min`. */
export function spacedName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase();
}

export function inputLabel(
  name: string,
  input: InputDescription | undefined,
): string {
  return input?.label ?? spacedName(name);
}

/** The label with the name that others have for the input, where that is another: `noise scale (s_noise)`. */
export function inputTitle(
  name: string,
  input: InputDescription | undefined,
): string {
  const label = inputLabel(name, input);
  return input?.also === undefined ? label : `${label} (${input.also})`;
}
