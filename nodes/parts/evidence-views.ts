import type { Statistics } from "../../core/klub/statistics.ts";
import type {
  ScoredCandidate,
  MeasuredSchedule,
} from "../../core/klub/tuned/report.ts";
import type { Leader } from "../../core/klub/tuned/tune-steps.ts";
import type { View } from "../../engine/view.ts";
import { rivals } from "./klub-views.ts";
import { stepsView } from "./schedule-lines.ts";

/** EDM and LogSNR with the same ends, to draw a schedule over. */
export function drawnOver(statistics: Statistics, steps: number) {
  return rivals(statistics, steps)
    .slice(0, 2)
    .map(({ name, sigmas }) => ({ name, sigmas: Float64Array.from(sigmas) }));
}

/** The best schedule so far, while others are measured. */
export function leaderView(
  statistics: Statistics,
  steps: number,
  { candidate }: Leader,
): View {
  return stepsView(
    [
      ...drawnOver(statistics, steps),
      {
        name: candidate.title,
        sigmas: Float64Array.from(candidate.sigmas),
        emphasis: true,
      },
    ],
    ["the best so far on the noises that schedules are chosen by"],
  );
}

/** The schedule that is returned over EDM and LogSNR. */
export function measuredView(
  { steps, sigmas, chosen, candidates }: MeasuredSchedule,
  statistics: Statistics,
  notes: readonly string[],
): View {
  const name =
    candidates.find(({ candidate }) => candidate.id === chosen)?.candidate
      .title ?? chosen;
  return stepsView(
    [
      ...drawnOver(statistics, steps).filter((each) => each.name !== name),
      { name, sigmas: Float64Array.from(sigmas), emphasis: true },
    ],
    notes,
  );
}

/** In a few words: how the schedule does against the best hand-crafted one that was confirmed. */
export function verdictWords({
  chosen,
  decides,
  ratio,
  candidates,
}: MeasuredSchedule): string {
  const confirmed = candidates.filter(({ stage }) => stage === "confirmed");
  const known = confirmed
    .filter(({ candidate }) => candidate.kind === "hand-crafted")
    .toSorted((a, b) => a[decides].value - b[decides].value)[0];
  const best = known?.candidate.title ?? "none";
  if (ratio === undefined || known?.candidate.id === chosen)
    return `no better than ${best} on fresh noises: ${best} is returned`;
  const what = decides === "paired" ? "error" : "distance";
  if (ratio.low <= 1 && ratio.high >= 1)
    return `its ${what} cannot be told from that of the best hand-crafted schedule, ${best}, on ${known?.noises.toLocaleString("en")} fresh noises`;
  const less = Math.round(100 * (1 - ratio.value));
  return `${Math.abs(less)} % ${less < 0 ? "more" : "less"} ${what} than the best hand-crafted schedule, ${best}, on ${known?.noises.toLocaleString("en")} fresh noises`;
}

/** Lines of the table beside those that were confirmed. */
const mostOthers = 12;

/** Every confirmed schedule and the best others, both scores with their 95 % intervals. */
export function candidateTable(evidence: MeasuredSchedule): View {
  const { candidates, chosen, decides, verdict } = evidence;
  const confirmed = candidates.filter(({ stage }) => stage === "confirmed");
  const others = candidates
    .filter(({ stage }) => stage !== "confirmed")
    .slice(0, mostOthers);
  const shown = [...confirmed, ...others];
  const left = candidates.length - shown.length;
  const mark = (measure: string) => (measure === decides ? " (decides)" : "");
  return {
    kind: "table",
    columns: [
      "schedule",
      `paired error${mark("paired")}`,
      `distance${mark("distribution")}`,
      "noises",
      "NFE",
    ],
    rows: shown.map((line) => [
      line.candidate.title,
      words(line.paired),
      words(line.distribution),
      `${line.noises.toLocaleString("en")} ${line.stage === "confirmed" ? "fresh" : "training"}`,
      line.nfe,
    ]),
    best: shown.findIndex(({ candidate }) => candidate.id === chosen),
    caption: `${verdict} Paired error: to the model's own fine solution from the same noise. Distance: to the data, or without data to the fine solutions as a distribution. ± is the 95 % interval.${left > 0 ? ` ${left} more were measured and dropped.` : ""}`,
  };
}

function words({ value, low, high }: ScoredCandidate["paired"]): string {
  return `${value.toPrecision(3)} ± ${((high - low) / 2).toPrecision(1)}`;
}
