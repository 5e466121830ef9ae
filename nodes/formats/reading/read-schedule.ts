import { BadInput } from "../../../core/bad-input.ts";
import { checkSigmas, endingOf } from "../../../core/schedules/check.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { csvColumn } from "./csv-column.ts";
import type { FoundNumbers } from "./found-numbers.ts";
import { jsonSchedule } from "./json-schedule.ts";
import { pythonLists } from "./python-lists.ts";
import { separatedNumbers } from "./separated-numbers.ts";
import { trainingLevels } from "./training-levels.ts";

export interface ReadSchedule {
  /** Strictly falling, at least two, at most those of 10,000 steps. */
  readonly sigmas: readonly number[];
  readonly ending: ScheduleValue["ending"];
  /** What the text was taken for: `JSON`, `CSV, column sigma`. */
  readonly form: string;
  /** Sentences for the user on how something was understood that can be meant in another way. */
  readonly notices: readonly string[];
  /** What our own JSON says of the schedule beside its levels; that the levels are times of a flow. */
  readonly known: Partial<ScheduleValue>;
}

const mostLevels = 10_001;

/**
 * Reads a schedule in any format that schedules are exported in, or that people paste: numbers with anything between
 * them, JSON, CSV, Python.
 * @param where - What holds the text, for messages: a file's name.
 * @throws BadInput where it holds no schedule, or can be understood in two ways.
 */
export function readSchedule(text: string, where: string): ReadSchedule {
  const bare = text
    .replace(/^\uFEFF/, "")
    .replaceAll("\u2212", "-")
    .trim();
  if (bare === "")
    throw new BadInput(
      `${where} must hold noise levels such as 14.6, 6.47, 0.03, got nothing`,
    );
  const found = findNumbers(bare, where);
  const { form, meaning, values } = found;
  if (Array.isArray(values) && values.length > mostLevels)
    throw new BadInput(
      `${where} must have at most ${mostLevels} noise levels, got ${values.length}`,
    );
  switch (meaning) {
    case "sigmas": {
      const sigmas = checkSigmas(values, where);
      return {
        sigmas,
        ending: endingOf(sigmas),
        form,
        notices: [...found.notices, ...timestepHint(found, sigmas)],
        known: found.known ?? {},
      };
    }
    case "timesteps":
      return {
        sigmas: trainingLevels(values, where),
        ending: "zero",
        form,
        notices: [
          ...found.notices,
          "The timesteps were read as Stable Diffusion's, and 0 was added after their noise levels, as diffusers does.",
        ],
        known: {},
      };
    case "flow-sigmas":
      return {
        sigmas: checkSigmas(
          Array.isArray(values) ? [...(values as unknown[]), 0] : values,
          where,
        ),
        ending: "zero",
        form,
        notices: [
          ...found.notices,
          "The numbers were read as times of a flow, and 0 was added after them, as diffusers does.",
        ],
        known: { process: "flow" },
      };
  }
}

function findNumbers(bare: string, where: string): FoundNumbers {
  const json = jsonSchedule(bare, where);
  if (json) return json;
  const code = bare.replaceAll(/#[^\n]*/g, "").trim();
  const found = pythonLists(code, where) ?? csvColumn(code, where);
  if (found) return found;
  const left = openBrackets(code);
  if (left > 0)
    throw new BadInput(
      `${where} is cut off: ${left} ${left === 1 ? "bracket is" : "brackets are"} not closed at its end, which is ${JSON.stringify(code.slice(-40))}`,
    );
  const label = /^(sigmas?|timesteps?)\s*[:=]\s*/i.exec(code)?.[0] ?? "";
  // ComfyUI's workflows keep the numbers of a node as a text in quotes
  const numbers = code.slice(label.length).replace(/^(["'])(.*)\1$/s, "$2");
  return {
    form: "a list of numbers",
    meaning: /^t/i.test(label) ? "timesteps" : "sigmas",
    ...separatedNumbers(numbers, where, "either"),
  };
}

function openBrackets(text: string): number {
  const count = (marks: RegExp) => text.match(marks)?.length ?? 0;
  return count(/[[({]/g) - count(/[\])}]/g);
}

/** Whole numbers from the high hundreds down look like timesteps that someone forgot to name. */
function timestepHint(
  { known }: FoundNumbers,
  sigmas: readonly number[],
): readonly string[] {
  const [first = 0] = sigmas;
  return known === undefined &&
    sigmas.length > 2 &&
    first >= 900 &&
    first <= 1000 &&
    sigmas.every((sigma) => Number.isInteger(sigma))
    ? [
        "The numbers were read as noise levels: if they are timesteps, write timesteps=[…] around them.",
      ]
    : [];
}
