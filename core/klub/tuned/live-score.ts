import { interval } from "../../metrics/jackknife.ts";
import type { Interval } from "../../metrics/jackknife.ts";
import type { Candidate } from "../candidate.ts";
import type { Measure, Measurer, Outcome } from "./measurer.ts";
import type { LiveScore } from "./report.ts";

/** What a candidate has come to by now. */
export async function liveScore(
  measurer: Pick<Measurer, "estimator">,
  decides: Measure,
  candidate: Candidate,
  stage: LiveScore["stage"],
  outcome: Outcome,
  value: number,
): Promise<LiveScore> {
  const estimator = await measurer.estimator(decides, outcome);
  let taken: Interval | undefined;
  return {
    candidate,
    stage,
    noises: outcome.squares.length,
    value,
    interval(hasTime) {
      if (taken === undefined && hasTime()) {
        const { low, high } = interval(estimator());
        taken = { low: Math.max(0, low), high };
      }
      return taken;
    },
  };
}
