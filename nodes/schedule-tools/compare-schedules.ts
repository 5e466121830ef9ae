import { aboveZero } from "../../core/schedules/tools/above-zero.ts";
import { shortName } from "../../core/schedules/tools/short-name.ts";
import { logDifference } from "../../core/schedules/tools/log-difference.ts";
import { optionalPort, port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import { checkSameProcess } from "../parts/derived-schedule.ts";
import { partsView } from "../parts/schedule-lines.ts";

export const compareSchedules = defineNode({
  title: "Compare Schedules",
  description:
    "Two to four schedules in a table and drawn together: steps, ends, and how far each lies from the first at most, in ln sigma at the same part of the steps. An ending of 0 is left out of that.",
  terminal: true,
  shows: "plot-and-table",
  inputs: {
    a: port("SCHEDULE", { description: "What the others are compared with." }),
    b: port("SCHEDULE"),
    c: optionalPort("SCHEDULE"),
    d: optionalPort("SCHEDULE"),
  },
  outputs: {},
  async run({ a, b, c, d }, context) {
    const schedules = [a, b, c, d].filter((schedule) => schedule !== undefined);
    checkSameProcess(schedules);
    context.show(partsView(schedules), {
      kind: "table",
      columns: [
        "schedule",
        "steps",
        "first σ",
        "last σ above 0",
        "ending",
        "largest Δ ln σ",
        "a factor of",
        "at part of the steps",
      ],
      rows: schedules.map((schedule) => rowOf(schedule, a)),
      caption:
        "Δ ln σ is that to the first schedule, where it is largest, straight in ln σ between the levels.",
    });
    return {};
  },
});

function rowOf(
  { source, sigmas, ending }: ScheduleValue,
  first: ScheduleValue,
): (string | number)[] {
  const { difference, part } = logDifference(first.sigmas, sigmas);
  return [
    shortName(source),
    sigmas.length - 1,
    sigmas[0] ?? NaN,
    aboveZero(sigmas).at(-1) ?? NaN,
    ending === "zero" ? "0" : "sigma min",
    rounded(difference),
    rounded(Math.exp(difference)),
    rounded(part),
  ];
}

/** Four digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
