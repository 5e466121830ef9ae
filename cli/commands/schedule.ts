import { BadInput } from "../../core/bad-input.ts";
import { findSchedule, schedules } from "../../core/schedules/registry.ts";
import type { Command } from "../command.ts";
import { repeatedOption } from "../option.ts";
import {
  declareScheduleOptions,
  scheduleOf,
  type ScheduleOptions,
} from "../schedule-options.ts";

export const command: Command = {
  description: "Print the noise levels of a schedule",
  declare(program, terminal) {
    declareScheduleOptions(
      program.argument(
        "<family>",
        `${[...schedules.keys()].join(", ")}, or ComfyUI's name; time-uniform is even in the time of a variance-preserving process, and even in sigma with --option time=sigma`,
      ),
    )
      .option(
        "--option <name=value>",
        "a further parameter of the family; may be repeated",
        repeatedOption,
      )
      .action(
        (
          family: string,
          options: ScheduleOptions & { option?: readonly string[] },
        ) => {
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
          if (built.notice !== undefined) terminal.say(built.notice);
          terminal.print(
            {
              sigmas: built.sigmas,
              steps: built.sigmas.length - 1,
              ending: built.ending,
            },
            built.sigmas.join("\n"),
          );
        },
      );
  },
};
