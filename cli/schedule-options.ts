import type { Command as Program } from "commander";
import { parseOption } from "../core/options.ts";
import type { Parameters, ParameterValues } from "../core/parameter.ts";
import { buildSchedule, type BuiltSchedule } from "../core/schedules/build.ts";
import { findSchedule, schedules } from "../core/schedules/registry.ts";
import type { Limits, Schedule } from "../core/schedules/schedule.ts";
import { modelParameters } from "../core/schedules/trained-levels.ts";
import { choiceOption, numberOption } from "./option.ts";
import {
  declareParameterOptions,
  givenParameters,
} from "./parameter-options.ts";

/** What the options of `declareScheduleOptions` give, beside the parameters of the families. */
export interface ScheduleOptions {
  readonly steps?: number;
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  readonly ending?: "sigma-min" | "zero";
  readonly denoise?: number;
  readonly discardPenultimate?: boolean;
}

/** Adds what every command takes that builds a schedule. */
export function declareScheduleOptions(program: Program): Program {
  program
    // the schedule's own check tells what steps may be
    .option("--steps <n>", "solver steps", numberOption("--steps"))
    .option(
      "--sigma-min <sigma>",
      "smallest noise level; where absent, that of --model-sampling",
      numberOption("--sigma-min"),
    )
    .option(
      "--sigma-max <sigma>",
      "largest noise level; where absent, that of --model-sampling",
      numberOption("--sigma-max"),
    )
    .option(
      "--ending <ending>",
      "what the schedule ends at: sigma-min or zero (default: zero, as ComfyUI and diffusers give, for a schedule asked for by their name, sigma-min otherwise)",
      choiceOption("--ending", ["sigma-min", "zero"]),
    )
    .option(
      "--denoise <part>",
      "only the last part of the sampling: the last n steps of a schedule of n / part, as ComfyUI's BasicScheduler; its AYS, GITS and OSS nodes keep round(n × part) steps of n instead",
      numberOption("--denoise"),
    )
    .option(
      "--discard-penultimate",
      "one step more, without the last level but one, as ComfyUI does for dpm_2, dpm_2_ancestral, uni_pc and uni_pc_bh2",
    );
  return declareParameterOptions(program, schedules);
}

/** What was given of the families' parameters, each as `name=value`. */
export function familyParameters(given: ScheduleOptions): string[] {
  return givenParameters(schedules, { ...given });
}

/**
 * @param given - The options of the command.
 * @param limits - Noise levels for where none were given.
 * @param settings - Further parameters of the family, each `name=value`.
 * @throws BadInput where the schedule is unknown or its numbers cannot be used.
 */
export function scheduleOf(
  name: string,
  given: ScheduleOptions,
  limits: Partial<Limits> = {},
  settings: readonly string[] = [],
): BuiltSchedule {
  const { schedule, byPeerName } = findSchedule(name);
  const texts = [...settings, ...familyParameters(given)];
  const isOfModel = (text: string) =>
    takesModel(schedule) && parameterOf(text) in modelParameters;
  const model = parse(modelParameters, texts.filter(isOfModel), schedule);
  const options = parse(
    schedule.parameters,
    texts.filter((text) => !isOfModel(text)),
    schedule,
  );
  const hasModel = Object.keys(model).length > 0;
  const { sigmaMin, sigmaMax } = limitsFor(
    schedule,
    given,
    hasModel ? {} : limits,
  );
  return buildSchedule(name, {
    steps: given.steps ?? 10,
    ...(sigmaMin === undefined ? {} : { sigmaMin }),
    ...(sigmaMax === undefined ? {} : { sigmaMax }),
    ending: given.ending ?? (byPeerName ? "zero" : "sigma-min"),
    denoise: given.denoise ?? 1,
    discardPenultimate: given.discardPenultimate ?? false,
    options,
    ...(hasModel ? { model } : {}),
  });
}

/** Whether a model's levels can be the limits of a family, which then has no options for it itself. */
function takesModel({ ownRange, parameters }: Schedule): boolean {
  return ownRange !== true && !("model-sampling" in parameters);
}

function parameterOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf("="))).trim();
}

function parse(
  parameters: Parameters,
  texts: readonly string[],
  { title }: Schedule,
): ParameterValues {
  return Object.fromEntries(
    texts.map((text) => parseOption(parameters, text, title)),
  );
}

/** The limits that a schedule is asked for: none where it takes none, only given ones where others are refused. */
function limitsFor(
  { ownRange, limits }: Schedule,
  given: ScheduleOptions,
  fallback: Partial<Limits>,
): {
  readonly sigmaMin?: number | undefined;
  readonly sigmaMax?: number | undefined;
} {
  if (limits) return given;
  if (ownRange === true) return {};
  return {
    sigmaMin: given.sigmaMin ?? fallback.sigmaMin,
    sigmaMax: given.sigmaMax ?? fallback.sigmaMax,
  };
}
