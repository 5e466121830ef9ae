import { extname, join } from "node:path";
import { BadInput } from "../../../core/bad-input.ts";
import type { ImageValue } from "../../../engine/values.ts";
import { readFolder } from "../../../models/read-folder.ts";
import {
  pictureExtensions,
  readPicture,
  type PictureSize,
} from "./picture-file.ts";

/** 1 GiB of pixels, 4 bytes each. */
const mostNumbers = 2 ** 28;

/** The pictures of a folder, and how they came to be of one size. */
export interface FolderPictures {
  readonly image: ImageValue;
  /** Pictures in the folder, read or not. */
  readonly found: number;
  /** Those that were cropped or resized. */
  readonly fitted: number;
}

/**
 * The pictures that lie in a folder itself, in the order of their names.
 * @throws BadInput where there are none, one cannot be read, or they hold too much.
 */
export async function readPictureFolder(
  folder: string,
  options: {
    /** That of the first one where absent. */
    readonly size?: PictureSize;
    /** Where there are more, as many evenly spread over the folder. */
    readonly most?: number;
    /** Awaited after each one, so that a cancel can come in. */
    readonly onRead?: (done: number, total: number) => Promise<void>;
  } = {},
): Promise<FolderPictures> {
  const { most = Infinity, onRead } = options;
  const names = await pictureNames(folder);
  const count = Math.min(names.length, most);
  const first = await readPicture(
    join(folder, names[0] as string),
    options.size,
  );
  const size = { width: first.width, height: first.height };
  const length = first.pixels.length;
  if (count * length > mostNumbers)
    throw new BadInput(
      `${folder} must hold at most ${mostNumbers} numbers in its pictures together, got ${count} pictures of ${size.width} × ${size.height} pixels: take fewer or smaller ones`,
    );
  const pixels = new Float32Array(count * length);
  let fitted = 0;
  for (let index = 0; index < count; index++) {
    const name = names[Math.floor((index * names.length) / count)] as string;
    const read =
      index === 0 ? first : await readPicture(join(folder, name), size);
    pixels.set(read.pixels, index * length);
    if (
      read.fileSize.width !== size.width ||
      read.fileSize.height !== size.height
    )
      fitted++;
    await onRead?.(index + 1, count);
  }
  return {
    image: { pixels, count, shape: [3, size.height, size.width] },
    found: names.length,
    fitted,
  };
}

/** @throws BadInput where there are none. */
async function pictureNames(folder: string): Promise<readonly string[]> {
  const entries = await readFolder(folder, "a folder of pictures");
  const known: readonly string[] = pictureExtensions;
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => known.includes(extname(name).slice(1).toLowerCase()));
  if (names.length === 0)
    throw new BadInput(
      `${folder} must hold pictures (${pictureExtensions.join(", ")}), got none among its ${entries.length} entries; folders in it are not searched`,
    );
  // 2.png before 10.png
  return names.toSorted(new Intl.Collator("en", { numeric: true }).compare);
}
