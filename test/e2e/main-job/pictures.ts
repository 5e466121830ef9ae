import { decode } from "fast-png";

/** Pixels of a picture, 8 bits to a channel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** `[height, width, channels]`. */
  readonly data: Uint8Array;
}

export function pixelsOf(png: Uint8Array): Pixels {
  const { width, height, channels, data } = decode(png);
  return { width, height, channels, data: Uint8Array.from(data) };
}

/** How many pixels are clearly blue, as points and curves are in the light theme. */
export function bluePixels({ data, channels }: Pixels): number {
  let count = 0;
  for (let at = 0; at < data.length; at += channels)
    if ((data[at + 2] ?? 0) - (data[at] ?? 0) > 60) count += 1;
  return count;
}

/** How many pixels of two pictures of one size differ; a picture of another size differs in all. */
export function differentPixels(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels)
    return Math.max(a.width * a.height, b.width * b.height);
  let count = 0;
  for (let at = 0; at < a.data.length; at += a.channels) {
    const one = a.data.subarray(at, at + a.channels);
    if (!one.every((value, channel) => value === b.data[at + channel]))
      count += 1;
  }
  return count;
}

/** How many colours there are, which is 1 for an empty room. */
export function colours({ data, channels }: Pixels): number {
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += channels)
    found.add(data.subarray(at, at + channels).join(" "));
  return found.size;
}
