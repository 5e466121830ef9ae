import { mostSteps } from "../../core/schedules/build.ts";
import { resample } from "../../core/schedules/tools/resample.ts";
import { port, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import { derivedSchedule } from "../parts/derived-schedule.ts";
import { changeView, stepsView } from "../parts/schedule-lines.ts";

export const pickSchedule = defineNode({
  title: "Pick Schedule",
  description:
    "One of several schedules by its number of steps. For a number that none of them has, the longest is resampled straight in ln sigma, as AYS tables are used, and the node says so.",
  shows: "plot",
  inputs: {
    schedules: port("SCHEDULES", {
      description:
        "From Optimize Schedule or Schedule from Statistics, for several numbers of steps.",
    }),
    steps: wholeNumber({
      default: 10,
      min: 1,
      max: mostSteps,
      description: "Number of solver steps n; the schedule has n + 1 levels.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ schedules, steps }, context) {
    const found = schedules.find((each) => stepsOf(each) === steps);
    if (found !== undefined) {
      const { source, sigmas, klub } = found;
      context.show(
        stepsView(
          [{ name: source, sigmas, emphasis: true }],
          [
            `${steps} ${steps === 1 ? "step" : "steps"}`,
            ...(klub === undefined ? [] : [`KLUB ${klub.toPrecision(4)}`]),
          ],
        ),
      );
      return { schedule: found };
    }
    const [longest] = schedules.toSorted((a, b) => stepsOf(b) - stepsOf(a));
    if (longest === undefined)
      throw new Error("Pick Schedule got no schedules, wanted one or more");
    const schedule = derivedSchedule(
      longest,
      resample(longest.sigmas, steps),
      `resampled from ${stepsOf(longest)} steps to ${steps}`,
    );
    context.show(changeView(longest, schedule));
    context.warn(
      `there is no schedule of ${steps} ${steps === 1 ? "step" : "steps"} among those of ${schedules.map(stepsOf).join(", ")}: the one of ${stepsOf(longest)} is resampled, and was not optimized for ${steps}`,
    );
    return { schedule };
  },
});

function stepsOf({ sigmas }: ScheduleValue): number {
  return sigmas.length - 1;
}
