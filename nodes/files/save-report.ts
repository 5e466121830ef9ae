import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { encodeUtf8 } from "../../engine/utf8.ts";
import { reportFormats, writeReport } from "../formats/report-files.ts";
import { fileName } from "../parts/file-name.ts";
import { program } from "../parts/program.ts";

const titles = {
  md: "Markdown, to paste",
  json: "JSON, with everything",
  csv: "CSV, one line per schedule",
} as const;

export const saveReport = defineNode({
  title: "Save Report",
  description:
    "Writes the evidence of an optimization into the output folder: every schedule that was measured beside every hand-crafted one, with scores, intervals, NFE and KLUB, and the model, solver and settings.",
  terminal: true,
  shows: "files",
  inputs: {
    report: port("REPORT"),
    name: text({
      default: "report",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
    format: choice(
      reportFormats.map((value) => ({ value, title: titles[value] })),
      {
        default: "md",
        description:
          "JSON also holds all noise levels and the loss curve in full digits.",
      },
    ),
  },
  outputs: {},
  async run({ report, name, format }, context) {
    const known = reportFormats.find((value) => value === format) ?? "md";
    const written = writeReport(
      report,
      known,
      `${program.name} ${program.version}`,
    );
    const file = await context.writeFile(
      fileName(name, known),
      encodeUtf8(written),
    );
    context.show(
      { kind: "files", files: [file] },
      ...(known === "md"
        ? [{ kind: "text", text: written, copyable: true } as const]
        : []),
    );
    return {};
  },
});
