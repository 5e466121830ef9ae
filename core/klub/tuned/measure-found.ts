import { interval, ratio } from "../../metrics/jackknife.ts";
import type { Candidate } from "../candidate.ts";
import { handCrafted, wellKnown } from "../hand-crafted.ts";
import { bestSamples } from "./best-samples.ts";
import type { Budget } from "./budget.ts";
import { measureNames, scored } from "./confirm.ts";
import type { Measure, Measurer, Outcome } from "./measurer.ts";
import type { Problem } from "./problem.ts";
import type { Score, MeasuredSchedule } from "./report.ts";

export interface MeasureFoundRequest {
  readonly problem: Problem;
  readonly steps: number;
  /** What another method came to. */
  readonly found: Candidate;
  readonly measurer: Measurer;
  readonly decides: Measure;
  readonly budget: Pick<Budget, "batch" | "freshBatches" | "shownBatches">;
}

/**
 * Measures a schedule that was found without measuring, on noises that nothing was chosen by, beside the well-known
 * hand-crafted ones. It stays what is returned; the verdict says whether one of those is better.
 */
export async function measureFound(
  request: MeasureFoundRequest,
): Promise<MeasuredSchedule> {
  const { steps, found, measurer, decides, budget } = request;
  const measured = async (candidate: Candidate) => {
    const outcome = await measurer.outcome(
      `${steps}/${candidate.id}`,
      candidate.sigmas,
      "fresh",
      budget.freshBatches,
    );
    return {
      outcome,
      line: await scored(measurer, candidate, outcome, "confirmed"),
    };
  };
  const own = await measured(found);
  const known = [];
  for (const candidate of everybodyKnows(request))
    known.push(await measured(candidate));
  const [best] = known.toSorted(
    (a, b) => a.line[decides].value - b.line[decides].value,
  );
  const candidates = [own, ...known]
    .map(({ line }) => line)
    .toSorted((a, b) => a[decides].value - b[decides].value);
  const compared = best && (await share(measurer, decides, own, best));
  const samples = await bestSamples(request, candidates);
  const floor = (measure: Measure) =>
    measurer.floor(measure, "fresh", budget.freshBatches);
  return {
    steps,
    sigmas: found.sigmas,
    chosen: found.id,
    decides,
    ...(compared && { ratio: compared }),
    verdict: verdict(found, best?.line.candidate, compared, decides),
    floors: {
      paired: await floor("paired"),
      distribution: await floor("distribution"),
    },
    candidates,
    ...(samples && { samples }),
  };
}

/** The families that the evidence of every method has, with the data's standard deviation where one takes it. */
function everybodyKnows({ problem, steps }: MeasureFoundRequest): Candidate[] {
  const { sigmaData } = problem.denoiser;
  return handCrafted({ ...problem, steps, sigmaData }).filter(({ id }) =>
    wellKnown.some((family) => id === family || id.startsWith(`${family} `)),
  );
}

interface Measured {
  readonly outcome: Outcome;
}

/** @returns undefined where the other one has 0: nothing has a share of it. */
async function share(
  measurer: Measurer,
  decides: Measure,
  own: Measured,
  other: Measured,
): Promise<Score | undefined> {
  const to = await measurer.estimate(decides, other.outcome);
  if (to.value === 0) return undefined;
  const compared = ratio(await measurer.estimate(decides, own.outcome), to);
  return { value: compared.value, ...interval(compared) };
}

function verdict(
  found: Candidate,
  best: Candidate | undefined,
  compared: Score | undefined,
  decides: Measure,
): string {
  if (best === undefined)
    return "No hand-crafted schedule has these ends to be compared with.";
  const what = measureNames[decides];
  if (compared === undefined)
    return `${best.title} has a ${what} of 0 on fresh noises, and nothing has less.`;
  const { value, low, high } = compared;
  const numbers = `${value.toFixed(3)} times its ${what} on fresh noises (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`;
  if (high < 1)
    return `${found.title} is better with this solver than the best well-known schedule, ${best.title}: ${numbers}.`;
  if (low > 1)
    return `${best.title} is better with this solver: ${found.title} has ${numbers}. A lower KLUB is not always a better sample; method tuned returns what measures best.`;
  return `${found.title} cannot be told from the best well-known schedule with this solver, ${best.title}: it has ${numbers}.`;
}
