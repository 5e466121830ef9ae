import { choice, port, text, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { withPngText } from "../../engine/png-text.ts";
import { encodePng, enlarged, gridOf } from "../formats/picture.ts";
import { runTexts } from "../formats/run-text.ts";
import { pictured, samplePictures } from "../formats/sample-pictures.ts";
import { fileName } from "../parts/file-name.ts";

export const saveImage = defineNode({
  title: "Save Image",
  also: ["SaveImage"],
  description:
    "Writes samples or pictures as PNG files into the output folder. Each file carries the graph and the run that made it: drop it on the canvas to open them.",
  terminal: true,
  shows: "files",
  inputs: {
    samples: port("LATENT", {
      orType: "IMAGE",
      description: "Samples or pictures to save.",
    }),
    name: text({
      default: "image",
      description:
        "Name of the file. Where it is taken, a number is added: no file is ever overwritten.",
    }),
    layout: choice(
      [
        { value: "grid", title: "One grid" },
        { value: "single", title: "One file each" },
      ],
      {
        default: "grid",
        description: "All pictures in one file, or a file for each.",
      },
    ),
    scale: wholeNumber({
      default: 1,
      min: 1,
      max: 32,
      description: "Each pixel becomes a square of this width.",
    }),
  },
  outputs: {},
  async run({ samples, name, layout, scale }, context) {
    const file = fileName(name, "png");
    const pictures = samplePictures(pictured(samples));
    const chosen = layout === "grid" ? [gridOf(pictures)] : pictures;
    const files = [];
    for (const [index, picture] of chosen.entries()) {
      const shown = enlarged(picture, scale);
      const texts = runTexts(context.graph, samples, shown);
      files.push(
        await context.writeFile(file, withPngText(encodePng(shown), texts)),
      );
      await context.report({ done: index + 1, total: chosen.length });
    }
    context.show({ kind: "files", files });
    return {};
  },
});
