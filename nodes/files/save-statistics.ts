import { port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { encodeUtf8 } from "../../engine/utf8.ts";
import { writeStatistics } from "../formats/statistics-file.ts";
import { fileName } from "../parts/file-name.ts";

export const saveStatistics = defineNode({
  title: "Save Statistics",
  description:
    "Writes what an optimization measured of a model into the output folder. Load Statistics and klub --statistics open it again without the model, to the same bits.",
  terminal: true,
  shows: "files",
  inputs: {
    statistics: port("STATISTICS"),
    name: text({
      default: "statistics",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
  },
  outputs: {},
  async run({ statistics, name }, context) {
    const file = await context.writeFile(
      fileName(name, "json"),
      encodeUtf8(writeStatistics(statistics)),
    );
    context.show({ kind: "files", files: [file] });
    return {};
  },
});
