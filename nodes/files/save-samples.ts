import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { samplesFile, type SamplesFormat } from "../formats/samples-files.ts";
import { fileName } from "../parts/file-name.ts";

const formats = [
  { value: "npy", title: "NPY (NumPy array)" },
  { value: "npz", title: "NPZ (with classes)" },
  { value: "csv", title: "CSV" },
] as const satisfies readonly { value: SamplesFormat; title: string }[];

export const saveSamples = defineNode({
  title: "Save Samples",
  also: ["SaveLatent"],
  description:
    "Writes the samples' numbers into the output folder, in data units and in the precision in which they were made.",
  terminal: true,
  shows: "files",
  inputs: {
    samples: port("LATENT"),
    name: text({
      default: "samples",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
    format: choice(formats, {
      default: "npy",
      description:
        "NPY and NPZ hold [count, …shape]; CSV has one sample per line.",
    }),
  },
  outputs: {},
  async run({ samples, name, format }, context) {
    const known = formats.find(({ value }) => value === format) ?? formats[0];
    const file = await context.writeFile(
      fileName(name, known.value),
      samplesFile(samples, known.value),
    );
    context.show({ kind: "files", files: [file] });
    return {};
  },
});
