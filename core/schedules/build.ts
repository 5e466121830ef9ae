import { BadInput } from "../bad-input.ts";
import { completeOptions } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import { checkSigmas } from "./check.ts";
import { findSchedule } from "./registry.ts";
import type { Ending } from "./schedule.ts";

export interface BuildRequest {
  /** A whole number from 1 to `mostSteps`. */
  readonly steps: number;
  /** The lower limit in data units, > 0. May be absent for families with limits of their own. */
  readonly sigmaMin?: number;
  /** The upper limit, > sigmaMin. */
  readonly sigmaMax?: number;
  readonly ending: Ending;
  /** Those of the family's parameters that differ from their defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface BuiltSchedule {
  readonly id: string;
  /** Length steps + 1, strictly falling. */
  readonly sigmas: readonly number[];
  readonly ending: Ending;
  /** The family and its options, for titles: `EDM, rho 7`. */
  readonly source: string;
}

export const mostSteps = 10_000;

function checkRequest(request: BuildRequest, ownRange: boolean): void {
  const { steps, sigmaMin, sigmaMax, ending } = request;
  if (!Number.isInteger(steps) || steps < 1 || steps > mostSteps)
    throw new BadInput(
      `steps must be a whole number from 1 to ${mostSteps}, got ${steps}`,
    );
  if (ending !== "zero" && ending !== "sigma-min")
    throw new BadInput(
      `ending must be sigma-min or zero, got ${JSON.stringify(ending)}`,
    );
  if (ownRange) return;
  for (const [name, value] of Object.entries({ sigmaMin, sigmaMax }))
    if (!(value !== undefined && value > 0 && value < Infinity))
      throw new BadInput(
        `${name === "sigmaMin" ? "sigma_min" : "sigma_max"} must be a finite number above 0, got ${value ?? "nothing"}`,
      );
  if ((sigmaMin ?? 0) >= (sigmaMax ?? 0))
    throw new BadInput(
      `sigma_min must be below sigma_max, got ${sigmaMin} and ${sigmaMax}`,
    );
}

function describe(title: string, options: ParameterValues): string {
  return [
    title,
    ...Object.entries(options).map(([name, value]) =>
      typeof value === "number" ? `${name} ${value}` : String(value),
    ),
  ].join(", ");
}

/**
 * Makes a schedule of a family, found by our id or ComfyUI's name.
 * @throws BadInput where the family, the numbers or the options cannot be used, or give no falling noise levels.
 */
export function buildSchedule(
  name: string,
  request: BuildRequest,
): BuiltSchedule {
  const { id, schedule } = findSchedule(name);
  checkRequest(request, schedule.ownRange === true);
  const { title, parameters } = schedule;
  const { steps, sigmaMin = NaN, sigmaMax = NaN, ending } = request;
  const options = completeOptions(parameters, request.options ?? {}, title);
  const source = describe(title, options);
  const sigmas = schedule.sigmas({
    steps,
    sigmaMin,
    sigmaMax,
    ending,
    options,
  });
  return {
    id,
    sigmas: checkSigmas(sigmas, `${source} with ${steps} steps`),
    ending,
    source,
  };
}
