import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { parseOption } from "../core/options.ts";
import type { ParameterValue } from "../core/parameter.ts";
import { buildSchedule, type BuiltSchedule } from "../core/schedules/build.ts";
import { findSchedule } from "../core/schedules/registry.ts";
import type { Ending } from "../core/schedules/schedule.ts";
import { choiceOption, numberOption } from "./option.ts";

/** What commander reads for the options that `declareScheduleOptions` adds. */
export interface ScheduleOptions {
  readonly steps?: number;
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  readonly rho?: number;
  readonly c?: number;
  readonly table?: string;
  readonly ending?: Ending;
}

/** Adds the options that describe a schedule, for every command that makes one. */
export function declareScheduleOptions(program: Program): Program {
  return program
    .option(
      "--steps <n>",
      "solver steps; the schedule has n + 1 noise levels",
      numberOption("--steps"),
    )
    .option(
      "--sigma-min <a>",
      "lowest noise level above 0",
      numberOption("--sigma-min"),
    )
    .option(
      "--sigma-max <b>",
      "highest noise level",
      numberOption("--sigma-max"),
    )
    .option(
      "--rho <r>",
      "exponent of EDM and polyexponential",
      numberOption("--rho"),
    )
    .option(
      "--c <c>",
      "the data's standard deviation, for gaussian-optimal",
      numberOption("--c"),
    )
    .option("--table <name>", "sd15, sdxl, svd or if1, for ays")
    .option(
      "--ending <ending>",
      "sigma-min (default) or zero",
      choiceOption("--ending", ["sigma-min", "zero"]),
    );
}

/**
 * The schedule that the options describe.
 * @param name - Our id of a family, or ComfyUI's name.
 * @param settings - More parameters of the family, each `name=value`.
 * @throws BadInput where something is missing or cannot be used.
 */
export function scheduleFromOptions(
  name: string,
  options: ScheduleOptions,
  settings: readonly string[] = [],
): BuiltSchedule {
  const { schedule } = findSchedule(name);
  const { steps, sigmaMin, sigmaMax, ending = "sigma-min" } = options;
  if (steps === undefined)
    throw new BadInput(
      `--steps must say how many steps the schedule ${name} has, got nothing.`,
    );
  const limits = { "--sigma-min": sigmaMin, "--sigma-max": sigmaMax };
  if (schedule.ownRange !== true)
    for (const [flag, value] of Object.entries(limits))
      if (value === undefined)
        throw new BadInput(
          `${flag} must give a limit of the schedule ${name}, got nothing.`,
        );
  const given: Record<string, ParameterValue> = Object.fromEntries(
    settings.map((text) =>
      parseOption(schedule.parameters, text, schedule.title),
    ),
  );
  for (const flag of ["rho", "c", "table"] as const) {
    const value = options[flag];
    if (value !== undefined) given[flag] = value;
  }
  return buildSchedule(name, {
    steps,
    ...(sigmaMin === undefined ? {} : { sigmaMin }),
    ...(sigmaMax === undefined ? {} : { sigmaMax }),
    ending,
    options: given,
  });
}
