import type { Budget } from "./budget.ts";
import type { Measurer } from "./measurer.ts";
import type { SameNoiseSamples, ScoredCandidate } from "./report.ts";

/** Schedules whose samples are looked at side by side. */
const mostShown = 3;

/**
 * What the best confirmed schedules come to from the same noises.
 * @param lines - The best first.
 */
export async function bestSamples(
  request: {
    readonly steps: number;
    readonly budget: Pick<Budget, "batch" | "freshBatches" | "shownBatches">;
    readonly measurer: Pick<Measurer, "samples">;
  },
  lines: readonly ScoredCandidate[],
): Promise<SameNoiseSamples | undefined> {
  const { steps, budget, measurer } = request;
  const batches = Math.min(budget.shownBatches, budget.freshBatches);
  if (batches === 0) return undefined;
  const schedules: { title: string; x: Float32Array }[] = [];
  let fine: Float32Array = new Float32Array();
  for (const { candidate } of lines
    .filter(({ stage }) => stage === "confirmed")
    .slice(0, mostShown)) {
    const { id, title, sigmas } = candidate;
    const made = await measurer.samples(
      `${steps}/${id}`,
      sigmas,
      "fresh",
      batches,
    );
    schedules.push({ title, x: made.x });
    fine = made.fine;
  }
  return { count: batches * budget.batch, fine, schedules };
}
