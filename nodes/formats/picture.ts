import { encode } from "fast-png";

/** Pixels of a picture, rows from the top, 1 (grey) or 3 (RGB) numbers each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** `[height, width, channels]`. */
  readonly pixels: Uint8Array;
}

/** @param effort - `fast` for what is looked at once, `small` for files. */
export function encodePng(
  picture: Picture,
  effort: "fast" | "small" = "small",
): Uint8Array {
  const { width, height, channels, pixels } = picture;
  return encode(
    { width, height, channels, data: pixels, depth: 8 },
    { zlib: { level: effort === "fast" ? 1 : 6 } },
  );
}

/** Each pixel as a square of `factor` × `factor`, so that small pictures can be looked at. */
export function enlarged(picture: Picture, factor: number): Picture {
  if (factor === 1) return picture;
  const { channels } = picture;
  const width = picture.width * factor;
  const height = picture.height * factor;
  const pixels = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from =
        (Math.floor(row / factor) * picture.width +
          Math.floor(column / factor)) *
        channels;
      const to = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++)
        pixels[to + channel] = picture.pixels[from + channel] ?? 0;
    }
  return { width, height, channels, pixels };
}

/**
 * Pictures of one size side by side, row by row, with a white line between them.
 * @param pictures - At least one.
 * @param columns - As many as rows, about, where absent.
 */
export function gridOf(
  pictures: readonly Picture[],
  columns = Math.ceil(Math.sqrt(pictures.length)),
): Picture {
  const [first] = pictures;
  if (!first) throw new Error("a grid takes at least one picture");
  if (pictures.length === 1) return first;
  const rows = Math.ceil(pictures.length / columns);
  const gap = Math.max(1, Math.round(first.width / 32));
  const { channels } = first;
  const width = columns * first.width + (columns - 1) * gap;
  const height = rows * first.height + (rows - 1) * gap;
  const pixels = new Uint8Array(width * height * channels).fill(255);
  pictures.forEach((picture, index) => {
    const left = (index % columns) * (first.width + gap);
    const top = Math.floor(index / columns) * (first.height + gap);
    for (let row = 0; row < picture.height; row++) {
      const from = row * picture.width * channels;
      pixels.set(
        picture.pixels.subarray(from, from + picture.width * channels),
        ((top + row) * width + left) * channels,
      );
    }
  });
  return { width, height, channels, pixels };
}
