import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { namedOption, parseOption, splitOption } from "../core/options.ts";
import type {
  Parameters,
  ParameterValue,
  ParameterValues,
} from "../core/parameter.ts";
import {
  buildSchedule,
  type BuildRequest,
  type BuiltSchedule,
} from "../core/schedules/build.ts";
import { findSchedule, schedules } from "../core/schedules/registry.ts";
import type { Limits, Schedule } from "../core/schedules/schedule.ts";
import {
  isOfTraining,
  modelParameters,
} from "../core/schedules/trained-levels.ts";
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
 * Refuses everything that makes a schedule of a family, where the levels themselves are given.
 * @param by - The option that gives them.
 * @throws BadInput that names the first.
 */
export function refuseScheduleOptions(
  given: ScheduleOptions,
  by: string,
): void {
  const { steps, sigmaMin, sigmaMax, ending, denoise } = given;
  const found = Object.entries({
    "--steps": steps,
    "--sigma-min": sigmaMin,
    "--sigma-max": sigmaMax,
    "--ending": ending,
    "--denoise": denoise,
    "--discard-penultimate": given.discardPenultimate,
  }).find(([, value]) => value !== undefined);
  const [family] = familyParameters(given).map((text) => splitOption(text)[0]);
  const name = found?.[0] ?? (family === undefined ? undefined : `--${family}`);
  if (name !== undefined)
    throw new BadInput(
      `${by} gives all noise levels, so that ${name} has nothing to say beside it: only one of the two can be given`,
    );
}

/** What a schedule takes beside the options of the command. */
interface Beside {
  /** Noise levels for where none were given. */
  readonly limits?: Limits;
  /** Those of a model's training, in place of those that the options name. */
  readonly trained?: NonNullable<BuildRequest["trained"]>;
  /** Further parameters of the family, each `name=value`. */
  readonly settings?: readonly string[];
}

/**
 * @param given - The options of the command.
 * @throws BadInput where the schedule is unknown or its numbers cannot be used.
 */
export function scheduleOf(
  name: string,
  given: ScheduleOptions,
  { limits, trained, settings = [] }: Beside = {},
): BuiltSchedule {
  const { schedule, byPeerName } = findSchedule(name);
  const texts = [...settings, ...familyParameters(given)];
  const isOfModel = (text: string) =>
    takesModel(schedule) &&
    namedOption(modelParameters, splitOption(text)[0]) !== undefined;
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
    hasModel ? {} : (limits ?? {}),
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
    ...(trained && { trained }),
  });
}

/** Whether a model's levels can be the limits of a family, which then has no options for it itself. */
function takesModel(schedule: Schedule): boolean {
  return schedule.ownRange !== true && !isOfTraining(schedule);
}

function parse(
  parameters: Parameters,
  texts: readonly string[],
  { title }: Schedule,
): ParameterValues {
  const read = new Map<string, ParameterValue>();
  for (const text of texts) {
    const [name, value] = parseOption(parameters, text, title);
    if (read.has(name))
      throw new BadInput(
        `${title}'s ${name} must be given once, got ${String(read.get(name))} and ${String(value)}`,
      );
    read.set(name, value);
  }
  return Object.fromEntries(read);
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
