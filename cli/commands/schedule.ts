import { BadInput } from "../../core/bad-input.ts";
import { normalizeName } from "../../core/normalize-name.ts";
import { findSchedule, schedules } from "../../core/schedules/registry.ts";
import {
  scheduleFormats,
  writeSchedule,
} from "../../nodes/formats/schedule-files.ts";
import { program as ours } from "../../nodes/parts/program.ts";
import { scheduleValue } from "../../nodes/parts/schedule-value.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import type { Command, Terminal } from "../command.ts";
import { readSigmas, sigmasWords } from "../read-sigmas.ts";
import { choiceOption, repeatedOption } from "../option.ts";
import {
  declareScheduleOptions,
  refuseScheduleOptions,
  scheduleOf,
  type ScheduleOptions,
} from "../schedule-options.ts";

interface Options extends ScheduleOptions {
  readonly option?: readonly string[];
  readonly format?: string;
  readonly sigmas?: string;
}

/** The schedule that is given as numbers. */
const manual = "manual";

export const command: Command = {
  description: "Print the noise levels of a schedule",
  declare(program, terminal) {
    declareScheduleOptions(
      program.argument(
        "<family>",
        `${[...schedules.keys()].join(", ")}, ${manual} for levels of your own, or ComfyUI's or diffusers' name; time-uniform is even in the time of a variance-preserving process, and even in sigma with --time sigma`,
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
      .option(
        "--sigmas <file or text>",
        `the levels of the family ${manual}: ${sigmasWords}`,
      )
      .action((family: string, options: Options) =>
        normalizeName(family) === manual
          ? manualSchedule(options, terminal).then((schedule) =>
              answer(schedule, options.format, terminal),
            )
          : answer(
              familySchedule(family, options, terminal),
              options.format,
              terminal,
            ),
      );
  },
};

function answer(
  schedule: ScheduleValue,
  format: string | undefined,
  terminal: Terminal,
): void {
  if (schedule.process === "flow")
    terminal.say(
      `The levels of ${schedule.source} are times of a flow, 1 being pure noise, and not noise levels.`,
    );
  const written =
    format === undefined
      ? undefined
      : writeSchedule(schedule, format, `${ours.name} ${ours.version}`);
  if (written) terminal.say(written.note);
  const sigmas = [...schedule.sigmas];
  terminal.print(
    {
      sigmas,
      steps: sigmas.length - 1,
      ending: schedule.ending,
      ...(written && { format, text: written.text, note: written.note }),
    },
    written ? written.text.trimEnd() : sigmas.join("\n"),
  );
}

/** The levels that were given, and how they were understood. */
async function manualSchedule(
  options: Options,
  terminal: Terminal,
): Promise<ScheduleValue> {
  if (options.sigmas === undefined)
    throw new BadInput(
      `--sigmas must say the levels of the schedule ${manual}, got nothing.`,
    );
  const [setting] = options.option ?? [];
  if (setting !== undefined)
    throw new BadInput(
      `The schedule ${manual} takes --sigmas and no options, got ${setting}.`,
    );
  refuseScheduleOptions(options, "--sigmas");
  const say = (notice: string): void => terminal.say(notice);
  const { form, known, sigmas, ending, source } = await readSigmas(
    options.sigmas,
    say,
  );
  const steps = sigmas.length - 1;
  say(`Read as ${form}: ${steps} ${steps === 1 ? "step" : "steps"}.`);
  return { source, ...known, sigmas: Float64Array.from(sigmas), ending };
}

function familySchedule(
  family: string,
  options: Options,
  terminal: Terminal,
): ScheduleValue {
  const { schedule } = findSchedule(family);
  if (options.sigmas !== undefined)
    throw new BadInput(
      `--sigmas gives the levels of the schedule ${manual}, and ${family} makes its own: only one of the two can be given.`,
    );
  if (options.steps === undefined)
    throw new BadInput(
      `--steps must say how many steps the schedule ${family} has, got nothing.`,
    );
  const built = scheduleOf(family, options, { settings: options.option ?? [] });
  if (
    schedule.ownRange === true &&
    !schedule.limits &&
    (options.sigmaMin !== undefined || options.sigmaMax !== undefined)
  )
    terminal.say(
      `${schedule.title} has ends of its own: --sigma-min and --sigma-max are not used.`,
    );
  if (built.notice !== undefined) terminal.say(built.notice);
  return scheduleValue(built);
}
