import { BadInput } from "../bad-input.ts";
import { sigmaRange } from "../sigma-range.ts";

/** What decides the statistics: how many evaluations, and where. */
export interface StatisticsRequest {
  /** Lowest and highest noise level, data units, 1e-6 ≤ sigmaMin < sigmaMax ≤ 1e6. */
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  /** Data samples N; each costs `levels` evaluations of the denoiser. */
  readonly samples: number;
  /** Log-spaced noise levels K. */
  readonly levels: number;
  readonly seed: number;
}

export const ranges = {
  samples: { min: 2, max: 10_000_000 },
  levels: { min: 9, max: 513 },
  steps: { min: 1, max: 256 },
  weight: { min: 0, max: 6 },
} as const;

/** @throws BadInput */
export function checkStatisticsRequest(request: StatisticsRequest): void {
  const { sigmaMin, sigmaMax, samples, levels } = request;
  if (!(Number.isFinite(sigmaMin) && sigmaMin > 0))
    throw new BadInput(
      `sigma min must be a number above 0, since the KLUB of a schedule that ends at 0 is infinite, got ${sigmaMin}`,
    );
  if (!(Number.isFinite(sigmaMax) && sigmaMax > sigmaMin))
    throw new BadInput(
      `sigma max must be a number above sigma min (${sigmaMin}), got ${sigmaMax}`,
    );
  const { min, max } = sigmaRange;
  if (sigmaMin < min || sigmaMax > max)
    throw new BadInput(
      `sigma min and sigma max must be numbers from ${min} to ${max}, got ${sigmaMin} and ${sigmaMax}`,
    );
  checkWhole("samples", samples);
  checkWhole("levels", levels);
}

/** @throws BadInput */
export function checkSteps(steps: readonly number[]): void {
  if (steps.length === 0)
    throw new BadInput("steps must hold at least one number, got none");
  for (const count of steps) checkWhole("steps", count);
}

/** @throws BadInput */
export function checkWeight(exponent: number): void {
  const { min, max } = ranges.weight;
  if (!(exponent >= min && exponent <= max))
    throw new BadInput(
      `The weight's exponent p must be a number from ${min} to ${max}, got ${exponent}`,
    );
}

function checkWhole(name: "samples" | "levels" | "steps", value: number): void {
  const { min, max } = ranges[name];
  if (!Number.isSafeInteger(value) || value < min || value > max)
    throw new BadInput(
      `${name} must be a whole number from ${min} to ${max}, got ${value}`,
    );
}
