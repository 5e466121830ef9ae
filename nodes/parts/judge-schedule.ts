import { measureSchedule } from "../../core/klub/measure-schedule.ts";
import { objectiveName } from "../../core/klub/objective-name.ts";
import { objective } from "../../core/klub/objective.ts";
import { curvesOf, wholeSums } from "../../core/klub/statistics.ts";
import type { ScheduleValue, StatisticsValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";

type EditorView = Extract<View, { kind: "schedule-editor" }>;

/** What an optimization's statistics say of any schedule. */
export interface Judgement {
  /** The KLUB, whatever weight was optimized for; absent where the statistics do not tell. */
  readonly klub?: number;
  /** For captions: the objective, and why it may not be the one that is wanted. */
  readonly notes: readonly string[];
  /** The statistics are of another model than the schedule is for, in a sentence. */
  readonly warning?: string;
  /** For the schedule editor. */
  readonly known?: NonNullable<EditorView["statistics"]>;
}

export function judgeSchedule(
  schedule: ScheduleValue,
  given: StatisticsValue | undefined,
): Judgement {
  if (given === undefined) return { notes: [] };
  if (schedule.process === "flow")
    return { notes: ["no KLUB: its levels are times of a flow"] };
  const { statistics, increments, weight, model } = given;
  const curves = curvesOf(statistics, wholeSums(statistics), increments);
  const known = {
    model: model.name,
    curves,
    weight,
    sigmaData: statistics.sigmaData,
  };
  const { t } = curves;
  const klub = measureSchedule(objective(curves, 3), schedule.sigmas);
  const measured = measureSchedule(objective(curves, weight), schedule.sigmas);
  if (klub === undefined || measured === undefined)
    return {
      known,
      notes: [
        `no KLUB: the statistics cover ${t.at(-1)} to ${t[0]}, the schedule leaves that`,
      ],
    };
  const other =
    schedule.model !== undefined && schedule.model.sha256 !== model.sha256
      ? `measured of ${model.name}, the schedule is for ${schedule.model.name}`
      : undefined;
  return {
    klub: klub.total,
    known,
    notes: [
      `${objectiveName(weight)} ${measured.total.toPrecision(4)}${schedule.sigmas.at(-1) === 0 ? ` down to ${t[0]}` : ""}`,
      ...(other === undefined ? [] : [other]),
    ],
    ...(other !== undefined && { warning: `the KLUB is ${other}` }),
  };
}
