import { interval, ratio } from "../../metrics/jackknife.ts";
import type { Candidate } from "../candidate.ts";
import type { Measure, Measurer, Outcome } from "./measurer.ts";
import type { Score, ScoredCandidate, Stage } from "./report.ts";

/** Both scores of an outcome, with intervals. */
export async function scored(
  measurer: Measurer,
  candidate: Candidate,
  outcome: Outcome,
  stage: Stage,
): Promise<ScoredCandidate> {
  const score = async (measure: Measure): Promise<Score> => {
    const estimate = await measurer.estimate(measure, outcome);
    const { low, high } = interval(estimate);
    // neither measure can be below 0
    return { value: estimate.value, low: Math.max(0, low), high };
  };
  return {
    candidate,
    stage,
    noises: outcome.squares.length,
    nfe: outcome.nfe,
    paired: await score("paired"),
    distribution: await score("distribution"),
  };
}

export interface Confirmed {
  readonly chosen: Candidate;
  /** Of the best found schedule to the best hand-crafted one; absent where nothing else was found, or that one has 0. */
  readonly ratio?: Score;
  readonly verdict: string;
}

export interface Finalist {
  readonly candidate: Candidate;
  /** On fresh noises. */
  readonly outcome: Outcome;
}

export const measureNames: Readonly<Record<Measure, string>> = {
  paired: "paired error",
  distribution: "distance to the distribution",
};

/**
 * The best found schedule against the best hand-crafted one on noises that neither was chosen by. The found one has to
 * win beyond the interval of their ratio; else the better hand-crafted one is returned.
 */
export async function confirm(
  measurer: Measurer,
  decides: Measure,
  finalists: readonly Finalist[],
): Promise<Confirmed> {
  const measured = await Promise.all(
    finalists.map(async ({ candidate, outcome }) => ({
      candidate,
      estimate: await measurer.estimate(decides, outcome),
    })),
  );
  const sorted = measured.toSorted(
    (a, b) => a.estimate.value - b.estimate.value,
  );
  const isKnown = ({ candidate }: { candidate: Candidate }) =>
    candidate.kind === "hand-crafted";
  const known = sorted.find(isKnown);
  const found = sorted.find((one) => !isKnown(one));
  if (known === undefined)
    throw new Error("There is no hand-crafted schedule to confirm against");
  if (found === undefined)
    return {
      chosen: known.candidate,
      verdict: `${known.candidate.title} is kept: no other schedule was found.`,
    };
  // nothing has a share of 0
  if (known.estimate.value === 0)
    return {
      chosen: known.candidate,
      verdict: `${known.candidate.title} is kept: its ${measureNames[decides]} on fresh noises is 0, and nothing has less.`,
    };
  const compared = ratio(found.estimate, known.estimate);
  const score = { value: compared.value, ...interval(compared) };
  const wins = score.high < 1;
  const numbers = `${score.value.toFixed(3)} times its ${measureNames[decides]} on fresh noises (95 % interval ${score.low.toFixed(3)} to ${score.high.toFixed(3)})`;
  return {
    chosen: wins ? found.candidate : known.candidate,
    ratio: score,
    verdict: wins
      ? `${found.candidate.title} is better than the best hand-crafted schedule, ${known.candidate.title}: ${numbers}.`
      : `${known.candidate.title} is kept: the best that was found, ${found.candidate.title}, has ${numbers}, which is not better beyond chance.`,
  };
}
