import type { Json } from "../../engine/json.ts";
import type { Choice } from "../../engine/node-definition.ts";
import { rankByName } from "./rank-by-name.ts";

/** A line of a list of choices. */
export interface ChoiceEntry {
  readonly value: string;
  readonly title: string;
  /** Another name of it: the one that it was found by, or the first; of a preset, what it stands for. */
  readonly note?: string;
  /** Values of further inputs that are set with it. */
  readonly further?: Readonly<Record<string, Json>>;
}

/** The choices that fit a query, best first; without one, all of them. Presets are names to be searched for, and no lines of their own before. */
export function choiceEntries(
  choices: readonly Choice[],
  query: string,
): ChoiceEntry[] {
  if (query.trim() === "")
    return choices.map((choice) => asEntry(choice, firstName(choice)));
  const names = choices.flatMap((choice) => [
    {
      choice,
      title: choice.title,
      also: [...(choice.also ?? []), choice.value],
    },
    ...(choice.presets ?? []).map((preset) => ({
      choice,
      title: preset.name,
      preset,
    })),
  ]);
  return rankByName(names, query, (each) => each).map(({ entry, by }) => {
    const { choice } = entry;
    return "preset" in entry
      ? {
          value: choice.value,
          title: entry.preset.name,
          note: entry.preset.note ?? choice.title,
          further: entry.preset.values,
        }
      : asEntry(
          choice,
          by === undefined || by === choice.value ? firstName(choice) : by,
        );
  });
}

function asEntry(
  { value, title, further }: Choice,
  name: string | undefined,
): ChoiceEntry {
  const entry = { value, title, ...(further && { further }) };
  // the same word again says nothing
  return name === undefined || name.toLowerCase() === title.toLowerCase()
    ? entry
    : { ...entry, note: name };
}

function firstName({ also, presets }: Choice): string | undefined {
  return also?.[0] ?? presets?.[0]?.name;
}
