import type { Command as Program } from "commander";
import { modelSamplings } from "../core/model-sampling/models.ts";
import { normalizeName } from "../core/normalize-name.ts";
import { parseOption } from "../core/options.ts";
import { buildSchedule, type BuiltSchedule } from "../core/schedules/build.ts";
import { findSchedule } from "../core/schedules/registry.ts";
import type { Limits, Schedule } from "../core/schedules/schedule.ts";
import { choiceOption, numberOption } from "./option.ts";

/** What the options of `declareScheduleOptions` give. */
export interface ScheduleOptions {
  readonly steps?: number;
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  readonly ending?: "sigma-min" | "zero";
  readonly rho?: number;
  readonly c?: number;
  readonly table?: string;
  readonly modelSampling?: string;
}

/** Adds what every command takes that builds a schedule. */
export function declareScheduleOptions(program: Program): Program {
  return (
    program
      // the schedule's own check tells what steps may be
      .option("--steps <n>", "solver steps", numberOption("--steps"))
      .option(
        "--sigma-min <sigma>",
        "smallest noise level",
        numberOption("--sigma-min"),
      )
      .option(
        "--sigma-max <sigma>",
        "largest noise level",
        numberOption("--sigma-max"),
      )
      .option(
        "--rho <rho>",
        "exponent of edm and polyexponential",
        numberOption("--rho"),
      )
      .option(
        "--c <c>",
        "standard deviation of the data for gaussian-optimal",
        numberOption("--c"),
      )
      .option("--table <table>", "table of ays: sd15, sdxl, svd or if1")
      .option(
        "--model-sampling <model>",
        `whose training noise levels simple, normal, sgm-uniform, ddim-uniform, beta and linear-quadratic are made from: ${[...modelSamplings.keys()].join(", ")} (default sd15)`,
      )
      .option(
        "--ending <ending>",
        "what the schedule ends at: sigma-min or zero (default: zero, as ComfyUI gives, for a schedule asked for by ComfyUI's name, sigma-min otherwise)",
        choiceOption("--ending", ["sigma-min", "zero"]),
      )
  );
}

/**
 * @param limits - Noise levels for where none were given.
 * @param settings - Further parameters of the family, each `name=value`.
 * @throws BadInput where the schedule is unknown or its numbers cannot be used.
 */
export function scheduleOf(
  name: string,
  given: ScheduleOptions,
  limits: { readonly sigmaMin?: number; readonly sigmaMax?: number } = {},
  settings: readonly string[] = [],
): BuiltSchedule {
  const { schedule } = findSchedule(name);
  const { rho, c, table } = given;
  const own = Object.entries({
    rho,
    c,
    table,
    "model-sampling": given.modelSampling,
  }).filter(([, value]) => value !== undefined);
  const { sigmaMin, sigmaMax } = limitsFor(schedule, given, limits);
  return buildSchedule(name, {
    steps: given.steps ?? 10,
    ...(sigmaMin === undefined ? {} : { sigmaMin }),
    ...(sigmaMax === undefined ? {} : { sigmaMax }),
    ending:
      given.ending ?? (isComfyuiName(schedule, name) ? "zero" : "sigma-min"),
    options: Object.fromEntries([
      ...settings.map((text) =>
        parseOption(schedule.parameters, text, schedule.title),
      ),
      ...own,
    ]),
  });
}

function isComfyuiName({ names }: Schedule, name: string): boolean {
  return (names.comfyui ?? []).some(
    (theirs) => normalizeName(theirs) === normalizeName(name),
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
