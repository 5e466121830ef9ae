import {
  scheduleEntries,
  solverEntries,
  type ScheduleEntry,
  type SolverEntry,
} from "./catalogue.ts";

/** Words, or a list of names. */
export type Cell = string | readonly string[];

/** A table of words: one cell a column in each row; names in the first four, the id in the second. */
export interface WordTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Words that a row is also found by, by its id: what its options and their choices are called. */
  readonly further: ReadonlyMap<string, readonly string[]>;
}

type Entry = SolverEntry | ScheduleEntry;

function furtherWords(entries: readonly Entry[]): WordTable["further"] {
  return new Map(
    entries.map(({ id, options }) => [
      id,
      options.flatMap((option) =>
        option.kind === "choice"
          ? [
              option.title,
              ...option.choices,
              ...Object.values(option.choiceTitles ?? {}).map(String),
            ]
          : [option.title],
      ),
    ]),
  );
}

function noiseWords({ stochastic, stochasticWith }: SolverEntry): string {
  if (stochastic) return "yes";
  return stochasticWith === undefined ? "no" : `with ${stochasticWith}`;
}

function solverRow(entry: SolverEntry): readonly Cell[] {
  const { title, id, names, presets, order, evaluationsPerStep } = entry;
  // a peer's name may set options, and is then both
  const listed = new Set(Object.values(names).flat());
  const further = Object.keys(presets).filter((name) => !listed.has(name));
  return [
    title,
    id,
    names.comfyui,
    names.diffusers,
    [...names.authors, ...further],
    String(order),
    String(evaluationsPerStep),
    noiseWords(entry),
    entry.processes.includes("flow") ? "yes" : "no",
    [...entry.options, ...entry.peerOptions].map(({ name }) => name),
    entry.source,
  ];
}

/** Every solver under the names that it has here and elsewhere. */
export function solverTable(): WordTable {
  return {
    columns: [
      "solver",
      "id",
      "ComfyUI",
      "diffusers",
      "authors and others",
      "order",
      "NFE per step",
      "draws noise",
      "flow",
      "options",
      "source",
    ],
    rows: solverEntries().map(solverRow),
    further: furtherWords(solverEntries()),
  };
}

function scheduleRow(entry: ScheduleEntry): readonly Cell[] {
  const { title, id, names, ownRange, options, source } = entry;
  return [
    title,
    id,
    names.comfyui,
    names.diffusers,
    ownRange ? "its own" : "sigma min, sigma max",
    options.map(({ name }) => name),
    source,
  ];
}

/** Every family of schedules under the names that it has here and elsewhere. */
export function scheduleTable(): WordTable {
  return {
    columns: [
      "schedule",
      "id",
      "ComfyUI",
      "diffusers",
      "limits",
      "options",
      "source",
    ],
    rows: scheduleEntries().map(scheduleRow),
    further: furtherWords(scheduleEntries()),
  };
}
