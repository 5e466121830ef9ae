import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { encodeUtf8 } from "../../engine/utf8.ts";
import {
  writeSchedule,
  type ScheduleFormat,
} from "../formats/schedule-files.ts";
import { fileName } from "../parts/file-name.ts";
import { program } from "../parts/program.ts";

const formats = [
  { value: "json", title: "JSON (all that is known)" },
  { value: "text", title: "Text, comma-separated" },
  { value: "csv", title: "CSV" },
  { value: "manual-sigmas", title: "ComfyUI ManualSigmas" },
] as const satisfies readonly { value: ScheduleFormat; title: string }[];

export const exportSchedule = defineNode({
  title: "Export Schedule",
  description:
    "Writes a schedule's noise levels into the output folder, in the fewest digits that read back exactly, and shows them to copy.",
  terminal: true,
  shows: "text",
  inputs: {
    schedule: port("SCHEDULE"),
    name: text({
      default: "schedule",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
    format: choice(formats, {
      default: "json",
      description: "What the file is for.",
    }),
  },
  outputs: {},
  async run({ schedule, name, format }, context) {
    const known = formats.find(({ value }) => value === format) ?? formats[0];
    const written = writeSchedule(
      schedule,
      known.value,
      `${program.name} ${program.version}`,
    );
    const file = await context.writeFile(
      fileName(name, written.extension),
      encodeUtf8(written.text),
    );
    context.show(
      {
        kind: "text",
        text: [...schedule.sigmas].join(", "),
        copyable: true,
      },
      { kind: "text", text: written.note },
      { kind: "files", files: [file] },
    );
    return {};
  },
});
