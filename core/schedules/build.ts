import { BadInput } from "../bad-input.ts";
import { completeOptions } from "../options.ts";
import type { ParameterValues } from "../parameter.ts";
import { sigmaRange } from "../sigma-range.ts";
import { checkSigmas } from "./check.ts";
import { findSchedule } from "./registry.ts";
import type { Ending, Limits, Schedule } from "./schedule.ts";

export interface BuildRequest {
  /** A whole number from 1 to `mostSteps`. */
  readonly steps: number;
  /** The lower limit in data units, within `sigmaRange`. Best left out for families with limits of their own. */
  readonly sigmaMin?: number;
  /** The upper limit, > sigmaMin. */
  readonly sigmaMax?: number;
  readonly ending: Ending;
  /** Those of the family's parameters that differ from their defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface BuiltSchedule {
  readonly id: string;
  /** Strictly falling. Length steps + 1, unless there is a notice. */
  readonly sigmas: readonly number[];
  readonly ending: Ending;
  /** The family and its options, for titles: `EDM, rho 7`. */
  readonly source: string;
  /** A sentence for the user where the schedule has another number of steps than was asked for. */
  readonly notice?: string;
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
  const { min, max } = sigmaRange;
  for (const [name, value] of Object.entries({ sigmaMin, sigmaMax }))
    if (!(value !== undefined && value >= min && value <= max))
      throw new BadInput(
        `${name === "sigmaMin" ? "sigma min" : "sigma max"} must be a number from ${min} to ${max}, got ${value ?? "nothing"}`,
      );
  if ((sigmaMin ?? 0) >= (sigmaMax ?? 0))
    throw new BadInput(
      `sigma min must be below sigma max, got ${sigmaMin} and ${sigmaMax}`,
    );
}

/**
 * The limits that a family's options give it; given ones must be the same in about three digits.
 * @throws BadInput where they are not.
 */
function ownLimits(own: Limits, given: Partial<Limits>, source: string) {
  for (const [key, name] of [
    ["sigmaMin", "sigma min"],
    ["sigmaMax", "sigma max"],
  ] as const) {
    const value = given[key];
    if (
      value !== undefined &&
      !(Math.abs(value - own[key]) <= 0.002 * own[key])
    )
      throw new BadInput(
        `${name} of ${source} is that of the model's training, ${Number(own[key].toPrecision(5))}, and cannot be another, got ${value}`,
      );
  }
  return own;
}

/** Says why there are fewer or more steps than were asked for. */
function noticeOf(
  { otherSteps }: Schedule,
  source: string,
  asked: number,
  steps: number,
): { readonly notice?: string } {
  if (steps === asked || otherSteps === undefined) return {};
  return {
    notice: `${source} has ${steps} ${steps === 1 ? "step" : "steps"} where ${asked} were asked for: ${otherSteps}.`,
  };
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
  const { steps, ending } = request;
  const options = completeOptions(parameters, request.options ?? {}, title);
  const source = describe(title, options);
  const { sigmaMin = NaN, sigmaMax = NaN } = schedule.limits
    ? ownLimits(schedule.limits(options), request, source)
    : request;
  const sigmas = checkSigmas(
    schedule.sigmas({ steps, sigmaMin, sigmaMax, ending, options }),
    `${source} with ${steps} steps`,
  );
  return {
    id,
    sigmas,
    ending,
    source,
    ...noticeOf(schedule, source, steps, sigmas.length - 1),
  };
}
