import { BadInput } from "../../core/bad-input.ts";
import type { BuiltSchedule } from "../../core/schedules/build.ts";
import { findSchedule, schedules } from "../../core/schedules/registry.ts";
import {
  scheduleFormats,
  writeSchedule,
  type WrittenSchedule,
} from "../../nodes/formats/schedule-files.ts";
import { program as ours } from "../../nodes/parts/program.ts";
import { scheduleValue } from "../../nodes/parts/schedule-value.ts";
import type { Command } from "../command.ts";
import { choiceOption, repeatedOption } from "../option.ts";
import {
  declareScheduleOptions,
  scheduleOf,
  type ScheduleOptions,
} from "../schedule-options.ts";

interface Options extends ScheduleOptions {
  readonly option?: readonly string[];
  readonly format?: string;
}

export const command: Command = {
  description: "Print the noise levels of a schedule",
  declare(program, terminal) {
    declareScheduleOptions(
      program.argument(
        "<family>",
        `${[...schedules.keys()].join(", ")}, or ComfyUI's or diffusers' name; time-uniform is even in the time of a variance-preserving process, and even in sigma with --time sigma`,
      ),
    )
      .option(
        "--option <name=value>",
        "a parameter of the family, in another way; may be repeated",
        repeatedOption,
      )
      .option(
        "--format <format>",
        `written for another program: ${[...scheduleFormats.keys()].join(", ")}; one level a line where absent`,
        choiceOption("--format", [...scheduleFormats.keys()]),
      )
      .action((family: string, options: Options) => {
        const { schedule } = findSchedule(family);
        if (options.steps === undefined)
          throw new BadInput(
            `--steps must say how many steps the schedule ${family} has, got nothing.`,
          );
        const built = scheduleOf(family, options, {}, options.option);
        if (
          schedule.ownRange === true &&
          !schedule.limits &&
          (options.sigmaMin !== undefined || options.sigmaMax !== undefined)
        )
          terminal.say(
            `${schedule.title} has ends of its own: --sigma-min and --sigma-max are not used.`,
          );
        if (built.process === "flow")
          terminal.say(
            `The levels of ${built.source} are times of a flow, 1 being pure noise, and not noise levels.`,
          );
        if (built.notice !== undefined) terminal.say(built.notice);
        const written =
          options.format === undefined
            ? undefined
            : writtenFor(built, options.format);
        if (written) terminal.say(written.note);
        terminal.print(
          {
            sigmas: built.sigmas,
            steps: built.sigmas.length - 1,
            ending: built.ending,
          },
          written ? written.text.trimEnd() : built.sigmas.join("\n"),
        );
      });
  },
};

function writtenFor(built: BuiltSchedule, format: string): WrittenSchedule {
  return writeSchedule(
    scheduleValue(built),
    format,
    `${ours.name} ${ours.version}`,
  );
}
