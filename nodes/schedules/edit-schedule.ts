import { BadInput } from "../../core/bad-input.ts";
import { mostSteps } from "../../core/schedules/build.ts";
import { sigmaRange } from "../../core/sigma-range.ts";
import { numbers, optionalPort } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { judgeSchedule } from "../parts/judge-schedule.ts";
import { stepsView } from "../parts/schedule-lines.ts";

export const editSchedule = defineNode({
  title: "Edit Schedule",
  description:
    "A schedule edited by hand: select the node and drag, type, add, remove and hold its levels in the Schedules panel below. With an optimization's statistics the KLUB follows the mouse, and levels snap to the optimum.",
  shows: "plot",
  inputs: {
    schedule: optionalPort("SCHEDULE", {
      description:
        "What editing starts from; the edited schedule is compared with it.",
    }),
    statistics: optionalPort("STATISTICS", {
      description:
        "From Optimize Schedule: what the KLUB of the edited schedule is worked out with, without the model.",
    }),
    sigmas: numbers({
      default: [],
      min: 0,
      max: sigmaRange.max,
      whenEmpty: "as it comes in",
      label: "levels",
      description:
        "The edited noise levels, strictly falling, the last one may be 0. Empty: those of the schedule that comes in.",
    }),
    held: numbers({
      default: [],
      min: 0,
      max: sigmaRange.max,
      whenEmpty: "none",
      editing: true,
      seldom: true,
      label: "held levels",
      description:
        "Levels that stay where they are while the others snap to the optimum. They change no result.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedule: incoming, statistics, sigmas }, context) {
    const edited = editedSchedule(incoming, sigmas);
    const { klub, notes, warning, known } = judgeSchedule(edited, statistics);
    if (warning !== undefined) context.warn(warning);
    context.show(
      stepsView(
        [
          ...(incoming === undefined || incoming === edited
            ? []
            : [{ name: incoming.source, sigmas: incoming.sigmas }]),
          { name: edited.source, sigmas: edited.sigmas, emphasis: true },
        ],
        notes,
        edited.process === "flow" ? "time of the flow" : "σ",
      ),
      {
        kind: "schedule-editor",
        flow: edited.process === "flow",
        ...(incoming && {
          incoming: { name: incoming.source, sigmas: incoming.sigmas },
        }),
        ...(known && { statistics: known }),
      },
    );
    return {
      schedule: { ...edited, ...(klub !== undefined && { klub }) },
    };
  },
});

/** @throws BadInput where there is nothing to edit, or the levels are not those of a schedule. */
function editedSchedule(
  incoming: ScheduleValue | undefined,
  sigmas: readonly number[],
): ScheduleValue {
  if (sigmas.length > mostSteps + 1)
    throw new BadInput(
      `levels must be at most ${mostSteps + 1}, got ${sigmas.length}`,
    );
  if (sigmas.length > 0)
    return incoming !== undefined && sameLevels(incoming.sigmas, sigmas)
      ? incoming
      : derivedSchedule(incoming ?? { source: "Typed" }, sigmas, "edited");
  if (incoming !== undefined) return incoming;
  throw new BadInput(
    "there is nothing to edit: link a schedule, or type noise levels under levels",
  );
}

function sameLevels(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((x, i) => x === b[i]);
}
