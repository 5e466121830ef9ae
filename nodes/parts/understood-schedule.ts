import type { ScheduleValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import { endingWords } from "../formats/ending-words.ts";
import { readSchedule } from "../formats/reading/read-schedule.ts";
import { stepsView } from "./schedule-lines.ts";

/**
 * A schedule out of a text, and views that show how the text was understood.
 * @param where - What holds the text, for messages.
 * @param source - What it is called where the text itself says nothing.
 * @throws BadInput where the text holds no schedule, or can be understood in two ways.
 */
export function understoodSchedule(
  text: string,
  where: string,
  source: string,
): { readonly schedule: ScheduleValue; readonly views: readonly View[] } {
  const { sigmas, ending, form, notices, known } = readSchedule(text, where);
  const schedule: ScheduleValue = {
    source,
    ...known,
    sigmas: Float64Array.from(sigmas),
    ending,
  };
  const sentences = [`Read as ${form}.`, endingWords(schedule)];
  return {
    schedule,
    views: [
      stepsView(
        [{ name: schedule.source, sigmas: schedule.sigmas, emphasis: true }],
        notices,
      ),
      { kind: "text", text: sentences.join(" ") },
      { kind: "text", text: sigmas.join(", "), copyable: true },
    ],
  };
}
