import { BadInput } from "../../core/bad-input.ts";
import { file } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import {
  pictureExtensions,
  readPicture,
} from "../formats/reading/picture-file.ts";
import { imageView } from "../formats/sample-views.ts";

export const loadImage = defineNode({
  title: "Load Image",
  also: ["LoadImage"],
  description:
    "A picture from a file, upright, in RGB. What is transparent lies on white.",
  shows: "picture",
  inputs: {
    path: file({
      extensions: pictureExtensions,
      description: "The file that holds the picture.",
    }),
  },
  outputs: { image: { type: "IMAGE" } },
  async run({ path }, context) {
    if (path.trim() === "")
      throw new BadInput(
        "no file is chosen: choose the file of a picture under path",
      );
    const { pixels, width, height } = await readPicture(path);
    const image = { pixels, count: 1, shape: [3, height, width] } as const;
    context.show(imageView(image, `${width} × ${height} pixels`));
    return { image };
  },
});
