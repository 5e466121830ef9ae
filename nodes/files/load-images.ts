import { BadInput } from "../../core/bad-input.ts";
import { file, optionalPort, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import { pictureExtensions } from "../formats/reading/picture-file.ts";
import { readPictureFolder } from "../formats/reading/picture-folder.ts";
import { isImage } from "../formats/sample-pictures.ts";
import { imageView } from "../formats/sample-views.ts";

export const loadImages = defineNode({
  title: "Load Images",
  also: ["Load Image Batch", "LoadImagesFromDirectory"],
  description:
    "The pictures of a folder, all in one size: of each the middle is cut out in that aspect and resized. With them Optimize Schedule works for your own data.",
  shows: "picture",
  inputs: {
    model: optionalPort("MODEL", {
      description: "A model whose size the pictures are brought to.",
    }),
    folder: file({
      extensions: pictureExtensions,
      folder: true,
      description: "The folder that the pictures lie in; not in folders in it.",
    }),
    most: wholeNumber({
      default: 1024,
      min: 1,
      max: 1_000_000,
      step: 256,
      description:
        "Pictures at most. Of more, as many are taken evenly over the folder in the order of their names.",
    }),
    width: wholeNumber({
      default: 0,
      min: 0,
      max: 16_384,
      step: 8,
      seldom: true,
      description:
        "Pixels across. 0: of the model that is linked, else of the first picture.",
    }),
    height: wholeNumber({
      default: 0,
      min: 0,
      max: 16_384,
      step: 8,
      seldom: true,
      description:
        "Pixels down. 0: of the model that is linked, else of the first picture.",
    }),
  },
  outputs: { images: { type: "IMAGE" } },
  async run({ model, folder, most, width, height }, context) {
    if (folder.trim() === "")
      throw new BadInput(
        "no folder is chosen: choose the folder of the pictures under folder",
      );
    if ((width === 0) !== (height === 0))
      throw new BadInput(
        `width and height must both be given or both be 0, got ${width} and ${height}`,
      );
    const size = width > 0 ? { width, height } : model && sizeOf(model);
    const { image, found, fitted } = await readPictureFolder(folder, {
      most,
      ...(size && { size }),
      onRead: (done, total) =>
        context.report({
          done,
          total,
          message: `${done} of ${total} pictures`,
        }),
    });
    const [, high, wide] = image.shape;
    const words = [
      `${image.count.toLocaleString("en")}${found > image.count ? ` of ${found.toLocaleString("en")}` : ""} pictures, ${wide} × ${high} pixels`,
      ...(fitted > 0
        ? [`${fitted.toLocaleString("en")} were cropped or resized`]
        : []),
    ];
    context.show(imageView(image, words.join(" · ")));
    return { images: image };
  },
});

/** That of the pictures which a model makes, or whose latents it makes. */
function sizeOf({ title, shape, latents }: ModelValue) {
  const [, height = 0, width = 0] = shape;
  if (latents)
    return { width: width * latents.factor, height: height * latents.factor };
  if (!isImage(shape))
    throw new BadInput(
      `${title} must be a model of pictures ([1 or 3, height, width]) to give their size, got the shape [${shape.join(", ")}]: give width and height instead`,
    );
  return { width, height };
}
