import { BadInput } from "../../core/bad-input.ts";
import { file } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { readStatistics } from "../formats/statistics-file.ts";
import { lossView } from "../parts/klub-views.ts";
import { readTextFile } from "../parts/read-text-file.ts";

/** 600,000 numbers of 24 digits, and some more; two halves of 513 × 513 in files of version 1. */
const mostBytes = 20_000_000;

export const loadStatistics = defineNode({
  title: "Load Statistics",
  description:
    "What an optimization measured of a model, from a file of Save Statistics or of optimize --statistics. The model is not needed.",
  shows: "plot",
  inputs: {
    path: file({
      extensions: ["json"],
      description: "The file that holds the statistics.",
    }),
  },
  outputs: { statistics: { type: "STATISTICS" } },
  async run({ path }, context) {
    if (path.trim() === "")
      throw new BadInput(
        "no file is chosen: choose the file of statistics under path",
      );
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const statistics = readStatistics(
      await readTextFile(path, "statistics", mostBytes),
      name,
    );
    const view = lossView(statistics.statistics);
    context.show(
      view.kind === "lines"
        ? { ...view, caption: `${statistics.model.name} · ${view.caption}` }
        : view,
    );
    return { statistics };
  },
});
