import { BadInput } from "../../core/bad-input.ts";
import { file } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { readTextFile } from "../parts/read-text-file.ts";
import { understoodSchedule } from "../parts/understood-schedule.ts";

/** 10,001 levels of 17 digits with a name for each, several times over. */
const mostBytes = 4_000_000;

export const loadSchedule = defineNode({
  title: "Load Schedule",
  description:
    "A schedule from a file in any format that Export Schedule writes, or that other programs have: numbers, JSON, CSV, Python. Our JSON gives back the same schedule with all that is known of it.",
  shows: "plot",
  inputs: {
    path: file({
      extensions: ["json", "csv", "txt", "py"],
      description: "The file that holds the noise levels.",
    }),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run({ path }, context) {
    if (path.trim() === "")
      throw new BadInput(
        "no file is chosen: choose the file of a schedule under path",
      );
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const { schedule, views } = understoodSchedule(
      await readTextFile(path, "a schedule", mostBytes),
      name,
      name,
    );
    context.show(...views);
    return { schedule };
  },
});
