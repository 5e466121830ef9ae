import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { encodeUtf8 } from "../../engine/utf8.ts";
import { scheduleFormats, writeSchedule } from "../formats/schedule-files.ts";
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
    "Writes a schedule for another program into the output folder, in the fewest digits that read back exactly, shows the text to copy, and says what that program does with the ending.",
  // 2: the whole text is shown, to copy
  version: 2,
  terminal: true,
  shows: "text",
  inputs: {
    schedule: port("SCHEDULE"),
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
  async run({ schedule, name, format }, context) {
    const renamed = [...savedNames].find(([, saved]) => saved === format);
    const written = writeSchedule(
      schedule,
      renamed?.[0] ?? format,
      `${program.name} ${program.version}`,
    );
    const file = await context.writeFile(
      fileName(name, written.extension),
      encodeUtf8(written.text),
    );
    // what is seen on the node's body is the numbers, whatever the format puts around them
    const numbers = [...schedule.sigmas].join(", ");
    const whole = written.text.trimEnd();
    context.show(
      { kind: "text", text: numbers, copyable: numbers === whole },
      { kind: "text", text: written.note },
      ...(numbers === whole
        ? []
        : [{ kind: "text", text: whole, copyable: true } as const]),
      { kind: "files", files: [file] },
    );
    return {};
  },
});
