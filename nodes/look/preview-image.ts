import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { pictureView } from "../formats/sample-views.ts";

export const previewImage = defineNode({
  title: "Preview Image",
  also: ["PreviewImage"],
  description:
    "Shows samples as pictures side by side; points of the plane as one drawing with the true data in grey.",
  terminal: true,
  shows: "picture",
  inputs: {
    samples: port("LATENT", { description: "Samples to look at." }),
  },
  outputs: {},
  async run({ samples }, context) {
    context.show(pictureView(samples));
    return {};
  },
});
