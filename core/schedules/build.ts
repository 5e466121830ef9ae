import { BadInput } from "../bad-input.ts";
import { completeOptions } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { ModelSampling } from "../model-sampling/model-sampling.ts";
import { sigmaRange } from "../sigma-range.ts";
import type { Process } from "../solvers/solver.ts";
import { checkSigmas } from "./check.ts";
import { findSchedule } from "./registry.ts";
import type { Ending, Limits, Schedule } from "./schedule.ts";
import {
  isOfTraining,
  limitsOfModel,
  modelOf,
  modelParameters,
} from "./trained-levels.ts";

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
  /**
   * The part of the sampling that is wanted, > 0 and at most 1, which is all and the default: the last `steps` steps of a schedule of
   * ⌊steps / denoise⌋, as ComfyUI's BasicScheduler has it. ComfyUI's AYS, GITS and OSS nodes instead keep the last
   * round(steps × denoise) of `steps`.
   */
  readonly denoise?: number;
  /**
   * Makes one step more and leaves out the last level but one, as ComfyUI's KSampler does for dpm_2, dpm_2_ancestral,
   * uni_pc and uni_pc_bh2.
   */
  readonly discardPenultimate?: boolean;
  /**
   * Options `model-sampling` and `shift`, for a family that takes limits and has no such options itself: the model's
   * are the limits that are not given.
   */
  readonly model?: Readonly<Record<string, unknown>>;
  /** A model and the noise levels that it was trained at, which a family of training levels is made from then, whatever its options name. */
  readonly trained?: {
    readonly title: string;
    readonly sampling: ModelSampling;
  };
}

export interface BuiltSchedule {
  readonly id: string;
  /** Strictly falling. Length steps + 1, unless there is a notice. */
  readonly sigmas: readonly number[];
  readonly ending: Ending;
  /** What the levels are: those of a flow are times from 1 to 0, not noise levels in data units. */
  readonly process: Process;
  /** The family and its options, for titles: `EDM, rho 7`. */
  readonly source: string;
  /** A sentence for the user where the schedule has another number of steps than was asked for. */
  readonly notice?: string;
}

export const mostSteps = 10_000;

function checkRequest(request: BuildRequest): void {
  const { steps, ending, denoise = 1 } = request;
  if (!Number.isInteger(steps) || steps < 1 || steps > mostSteps)
    throw new BadInput(
      `steps must be a whole number from 1 to ${mostSteps}, got ${steps}`,
    );
  if (ending !== "zero" && ending !== "sigma-min")
    throw new BadInput(
      `ending must be sigma-min or zero, got ${JSON.stringify(ending)}`,
    );
  if (!(denoise > 0 && denoise <= 1))
    throw new BadInput(
      `denoise must be a number above 0 and at most 1, got ${denoise}${denoise === 0 ? ", which leaves no step" : ""}`,
    );
  if (steps / denoise >= mostSteps + 1)
    throw new BadInput(
      `denoise ${denoise} would make ${steps} steps the last of ${Math.floor(steps / denoise)}, and a schedule has at most ${mostSteps}`,
    );
}

function checkLimits({ sigmaMin, sigmaMax }: Partial<Limits>): Limits {
  const { min, max } = sigmaRange;
  for (const [name, value] of Object.entries({ sigmaMin, sigmaMax }))
    if (!(value !== undefined && value >= min && value <= max))
      throw new BadInput(
        `${name === "sigmaMin" ? "sigma min" : "sigma max"} must be a number from ${min} to ${max}, got ${value ?? "nothing"}`,
      );
  const limits = { sigmaMin: sigmaMin ?? NaN, sigmaMax: sigmaMax ?? NaN };
  if (limits.sigmaMin >= limits.sigmaMax)
    throw new BadInput(
      `sigma min must be below sigma max, got ${sigmaMin} and ${sigmaMax}`,
    );
  return limits;
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

/** The levels of as many steps as are wanted, out of a longer schedule where only a part of the sampling is. */
function levelsOf(
  schedule: Schedule,
  request: BuildRequest,
  limits: Limits,
  options: ParameterValues,
): number[] {
  const { steps, ending, denoise = 1, discardPenultimate = false } = request;
  const whole = Math.floor(steps / denoise);
  const made = discardPenultimate ? whole + 1 : whole;
  const levels = madeFor(steps, made, denoise, () =>
    schedule.sigmas({
      ...limits,
      steps: made,
      ending,
      options,
      trained: request.trained?.sampling,
    }),
  );
  const kept = discardPenultimate
    ? [...levels.slice(0, -2), ...levels.slice(-1)]
    : levels;
  return denoise < 1 ? kept.slice(-(steps + 1)) : kept;
}

/** Levels; where they cannot be made, the sentence tells where a number of steps that nobody typed comes from. */
function madeFor(
  steps: number,
  made: number,
  denoise: number,
  levels: () => number[],
): number[] {
  try {
    return levels();
  } catch (cause) {
    if (!(cause instanceof BadInput) || denoise === 1) throw cause;
    throw new BadInput(
      `${cause.message} (${steps} steps at denoise ${denoise} are the last of ${made})`,
      { cause },
    );
  }
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

/** Options in words; one that belongs to another option is left out at its default. */
/** As a source says them: `rho 7`. */
export function parameterWords(
  parameters: Parameters,
  options: ParameterValues,
): string[] {
  return Object.entries(options)
    .filter(([name, value]) => {
      const parameter = parameters[name];
      return !(parameter?.onlyWith && parameter.default === value);
    })
    .map(([name, value]) =>
      typeof value === "number" ? `${name} ${value}` : String(value),
    );
}

/** Options without those that name a model. */
function unnamed(options: ParameterValues): ParameterValues {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name]) => !Object.hasOwn(modelParameters, name),
    ),
  );
}

/**
 * Makes a schedule of a family, found by our id, ComfyUI's or diffusers' name.
 * @throws BadInput where the family, the numbers or the options cannot be used, or give no falling noise levels.
 */
export function buildSchedule(
  name: string,
  request: BuildRequest,
): BuiltSchedule {
  const { id, schedule } = findSchedule(name);
  checkRequest(request);
  const { title, parameters, ownRange } = schedule;
  const { steps, ending, denoise = 1, discardPenultimate } = request;
  const options = completeOptions(parameters, request.options ?? {}, title);
  const model =
    request.model && ownRange !== true
      ? completeOptions(modelParameters, request.model, title)
      : undefined;
  const trained = isOfTraining(schedule) ? request.trained : undefined;
  const source = [
    title,
    ...parameterWords(parameters, trained ? unnamed(options) : options),
    ...(trained ? [`levels of ${trained.title}`] : []),
    ...(model ? parameterWords(modelParameters, model) : []),
    ...(denoise < 1 ? [`denoise ${denoise}`] : []),
    ...(discardPenultimate === true ? ["penultimate level left out"] : []),
  ].join(", ");
  const levels = levelsOf(schedule, request, limitsOf(), options);
  const sigmas = checkSigmas(
    levels,
    `${source} with ${steps} ${steps === 1 ? "step" : "steps"}`,
  );
  return {
    id,
    sigmas,
    ending,
    process:
      schedule.process?.({ options, trained: trained?.sampling }) ??
      (model ? modelOf({ options: model }).process : "variance-exploding"),
    source,
    ...noticeOf(schedule, source, steps, sigmas.length - 1),
  };

  function limitsOf(): Limits {
    if (schedule.limits)
      return ownLimits(
        schedule.limits({ options, trained: trained?.sampling }),
        request,
        source,
      );
    const { sigmaMin, sigmaMax } = request;
    if (ownRange === true) return { sigmaMin: NaN, sigmaMax: NaN };
    const own = model && limitsOfModel({ options: model });
    return checkLimits({
      ...own,
      ...(sigmaMin === undefined ? {} : { sigmaMin }),
      ...(sigmaMax === undefined ? {} : { sigmaMax }),
    });
  }
}
