import { parameterWords } from "../build.ts";
import { schedules } from "../registry.ts";

/**
 * What a schedule is called where several stand together: its source without what is at its default.
 * @param source - `EDM, rho 7` gives `EDM`; what is of no family stays as it is.
 */
export function shortName(source: string): string {
  const [title, ...words] = source.split(", ");
  const family = [...schedules.values()].find((each) => each.title === title);
  if (title === undefined || family === undefined) return source;
  const { parameters } = family;
  const defaults = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      parameter.default,
    ]),
  );
  const usual = parameterWords(parameters, defaults);
  return [title, ...words.filter((word) => !usual.includes(word))].join(", ");
}
