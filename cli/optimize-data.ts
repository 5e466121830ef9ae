import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { BadInput } from "../core/bad-input.ts";
import { pictureExtensions } from "../nodes/formats/reading/picture-file.ts";
import { readPictureFolder } from "../nodes/formats/reading/picture-folder.ts";
import { isImage } from "../nodes/formats/sample-pictures.ts";
import { givenData } from "../nodes/parts/given-data.ts";
import { pictureData } from "../nodes/parts/picture-data.ts";
import { readArrayFile } from "./array-file.ts";
import type { Terminal } from "./command.ts";
import type { KlubModel } from "./klub-options.ts";

/** Pictures of a folder that are read, at most: as many as Load Images takes by itself. */
const mostPictures = 1024;

/**
 * The data in the file or the folder of `--data`.
 * @returns With how many samples they are.
 * @throws BadInput where they cannot be read, or are not of the model's shape.
 */
export async function readData(
  path: string,
  { denoiser, classLabel }: KlubModel,
  terminal: Terminal,
) {
  const words = `--data ${basename(path)}`;
  const about = await stat(path).catch(() => undefined);
  if (about?.isDirectory() !== true) {
    const extension = extname(path).slice(1).toLowerCase();
    if (pictureExtensions.some((each) => each === extension))
      throw new BadInput(
        `--data ${path} is a picture: give the folder that the pictures lie in`,
      );
    const array = await readArrayFile(path, "--data");
    const [count = 0] = array.shape;
    return { ...givenData(array, denoiser, classLabel, words), count };
  }
  const { shape } = denoiser;
  const { image, found, fitted } = await readPictureFolder(path, {
    most: mostPictures,
    ...(isImage(shape) && { size: { width: shape[2], height: shape[1] } }),
    // lets Ctrl+C come in
    async onRead() {
      await setImmediate();
      terminal.signal.throwIfAborted();
    },
  });
  const { data, words: done } = await pictureData(image, denoiser.description);
  terminal.say(
    [
      `${image.count} of ${found} pictures in ${path}`,
      ...(fitted > 0
        ? [`${fitted} cropped or resized to the size of the model`]
        : []),
      ...done,
    ].join(", "),
  );
  return {
    ...givenData(data, denoiser, classLabel, words),
    count: image.count,
  };
}
