import { ranges } from "../../core/klub/check-request.ts";
import { fitSchedules, scheduleKlub } from "../../core/klub/fit-schedules.ts";
import type { FittedSchedule } from "../../core/klub/fit-schedules.ts";
import { number, numbers, optionalPort, port } from "../../engine/inputs.ts";
import { endingInput } from "../parts/ending-input.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ScheduleValue, StatisticsValue } from "../../engine/values.ts";
import { klubTable, lossView, scheduleView } from "../parts/klub-views.ts";
import { endedAs } from "../parts/optimizing.ts";
import { partOfSteps } from "../parts/schedule-lines.ts";
import { otherModelWarning } from "../parts/other-model.ts";

export const scheduleFromStatistics = defineNode({
  title: "Schedule from Statistics",
  also: ["Align Your Steps", "AYS", "KLUB"],
  description:
    "The schedules with the least KLUB for any numbers of steps and any weight, from what an optimization has measured before: at once, and without the model.",
  shows: "plot",
  inputs: {
    statistics: port("STATISTICS", {
      description: "From Load Statistics or Optimize Schedule.",
    }),
    model: optionalPort("MODEL", {
      description:
        "The model that the schedule is for: the node says where another one was measured.",
    }),
    steps: numbers({
      default: [10],
      ...ranges.steps,
      whole: true,
      description:
        "Number of solver steps n, or several: 5, 8, 10, 20. The schedules have n + 1 levels.",
    }),
    weight: number({
      default: 3,
      ...ranges.weight,
      step: 0.25,
      label: "weight exponent p",
      description:
        "The bound is weighted by σ^-p. 3 is the paper's KLUB; lower values spend more steps at high noise levels, which often looks better.",
    }),
    ending: endingInput({
      description:
        "The last noise level. Zero: 0 stands in place of the lowest one that was measured.",
    }),
  },
  outputs: {
    schedule: {
      type: "SCHEDULE",
      description: "That of the first number of steps.",
    },
    schedules: {
      type: "SCHEDULES",
      description: "Those of all numbers of steps, for Pick Schedule.",
    },
  },
  async run({ statistics: given, model, steps, weight, ending }, context) {
    const { statistics, increments } = given;
    const warning = model && otherModelWarning(given.model, model);
    if (warning !== undefined) context.warn(warning);
    const options = { weight, increments };
    const fitted = fitSchedules(statistics, [...new Set(steps)], options);
    const values = fitted.map((each) =>
      fittedValue(
        each,
        given,
        weight,
        ending === "zero" ? "zero" : "sigma-min",
      ),
    );
    const [first, ...more] = fitted;
    const [schedule] = values;
    if (first === undefined || schedule === undefined)
      throw new Error("The statistics gave no schedule, wanted one or more");
    const facts = `of ${given.model.name}, ${statistics.levels.length} noise levels`;
    context.show(
      more.length === 0
        ? scheduleView(
            statistics,
            first,
            `KLUB ${schedule.klub?.toPrecision(4)} · ${facts}`,
          )
        : partOfSteps(
            values.map(({ sigmas }) => ({
              name: `${sigmas.length - 1} steps`,
              sigmas,
            })),
            facts,
          ),
      lossView(statistics),
      ...fitted.map((each) => klubTable(statistics, each, options)),
    );
    return { schedule, schedules: values };
  },
});

function fittedValue(
  { sigmas }: FittedSchedule,
  given: StatisticsValue,
  weight: number,
  ending: ScheduleValue["ending"],
): ScheduleValue {
  const { statistics, increments, model } = given;
  const { name, sha256, guidance } = model;
  const guided = guidance ? `, guidance ${guidance.scale}` : "";
  const weighted = weight === 3 ? "" : `, weight σ^-${weight}`;
  return {
    sigmas: Float64Array.from(endedAs(ending, sigmas)),
    ending,
    source: `KLUB-optimized for ${name}${guided}${weighted}`,
    klub: scheduleKlub(statistics, sigmas, { weight: 3, increments }),
    model: { name, sha256 },
  };
}
