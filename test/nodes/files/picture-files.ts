import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { onTestFinished } from "vitest";

/** A folder that is gone after the test. */
export function pictureFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-pictures-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Writes a picture of the kind that the name ends in, from `[height, width, channels]` bytes. */
export async function writePicture(
  path: string,
  {
    width,
    height,
    bytes,
  }: {
    readonly width: number;
    readonly height: number;
    readonly bytes: readonly number[];
  },
): Promise<void> {
  const channels = (bytes.length / (width * height)) as 1 | 2 | 3 | 4;
  const picture = sharp(Uint8Array.from(bytes), {
    raw: { width, height, channels },
  });
  await (
    /\.webp$/i.test(path) ? picture.webp({ lossless: true }) : picture
  ).toFile(path);
}
