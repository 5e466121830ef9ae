import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { pictured } from "../formats/sample-pictures.ts";
import { pictureView } from "../formats/sample-views.ts";

export const previewImage = defineNode({
  title: "Preview Image",
  also: ["PreviewImage"],
  description:
    "Shows samples or pictures side by side; points of the plane as one drawing with the true data in grey.",
  terminal: true,
  shows: "picture",
  inputs: {
    samples: port("LATENT", {
      orType: "IMAGE",
      description: "Samples or pictures to look at.",
    }),
  },
  outputs: {},
  async run({ samples }, context) {
    context.show(pictureView(pictured(samples)));
    return {};
  },
});
