import { interval } from "../../metrics/jackknife.ts";
import type { Candidate } from "../candidate.ts";
import type { Measure, Measurer, Outcome } from "./measurer.ts";
import type { LiveScore } from "./report.ts";

/** What a candidate has come to by now. The interval of a distance takes seventeen distances, so on the way it has none. */
export async function liveScore(
  measurer: Pick<Measurer, "estimate">,
  decides: Measure,
  candidate: Candidate,
  stage: LiveScore["stage"],
  outcome: Outcome,
  value: number,
): Promise<LiveScore> {
  const noises = outcome.squares.length;
  if (decides === "distribution") return { candidate, stage, noises, value };
  const { low, high } = interval(await measurer.estimate(decides, outcome));
  return {
    candidate,
    stage,
    noises,
    value,
    interval: { low: Math.max(0, low), high },
  };
}
