import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { encodeUtf8 } from "../../engine/utf8.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import type { View } from "../../engine/view.ts";
import {
  scheduleFormats,
  writeSchedule,
  type WrittenSchedule,
} from "../formats/schedule-files.ts";
import { fileName } from "../parts/file-name.ts";
import { program } from "../parts/program.ts";

/** What saved graphs call a format where it is not the format's id. */
const savedNames: ReadonlyMap<string, string> = new Map([
  ["comfyui", "manual-sigmas"],
]);

const choices = [...scheduleFormats].map(([id, { title }]) => ({
  value: savedNames.get(id) ?? id,
  title,
}));

export const exportSchedule = defineNode({
  title: "Export Schedule",
  description:
    "Writes a schedule for another program into the output folder, in the fewest digits that read back exactly, shows the text to copy, and says what that program does with the ending. Of several schedules each has a file, with its number of steps in the name.",
  // 2: the whole text is shown, to copy
  version: 2,
  terminal: true,
  shows: "text",
  inputs: {
    schedule: port("SCHEDULE", {
      orType: "SCHEDULES",
      description: "A schedule, or those of several numbers of steps.",
    }),
    name: text({
      default: "schedule",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
    format: choice(choices, {
      default: "json",
      description: "What the file is for.",
    }),
  },
  outputs: {},
  async run({ schedule: given, name, format }, context) {
    const renamed = [...savedNames].find(([, saved]) => saved === format);
    const isOne = "sigmas" in given;
    const views: View[] = [];
    const files = [];
    for (const schedule of "sigmas" in given ? [given] : given) {
      const written = writeSchedule(
        schedule,
        renamed?.[0] ?? format,
        `${program.name} ${program.version}`,
      );
      const steps = schedule.sigmas.length - 1;
      const own = isOne ? name : `${name}-${steps}-steps`;
      files.push(
        await context.writeFile(
          fileName(own, written.extension),
          encodeUtf8(written.text),
        ),
      );
      views.push(...textViews(schedule, written));
    }
    context.show(...views, { kind: "files", files });
    return {};
  },
});

function textViews(schedule: ScheduleValue, written: WrittenSchedule): View[] {
  // what is seen on the node's body is the numbers, whatever the format puts around them
  const numbers = [...schedule.sigmas].join(", ");
  const whole = written.text.trimEnd();
  return [
    { kind: "text", text: numbers, copyable: numbers === whole },
    { kind: "text", text: written.note },
    ...(numbers === whole
      ? []
      : [{ kind: "text", text: whole, copyable: true } as const]),
  ];
}
