import { noiseKinds } from "../core/noise/noise-kinds.ts";
import { choiceOption } from "./option.ts";

/** The arguments of an option that chooses how a seed becomes noise. */
export function noiseSourceOption<const N extends string>(name: N) {
  const ids = [...noiseKinds.keys()];
  const words = [...noiseKinds.values()].map(({ description }) => description);
  return [
    `${name} <source>`,
    `how the seed becomes noise: ${ids.join(", ")}. ${words.join(" ")}`,
    choiceOption(name, ids),
    "default",
  ] as const;
}
