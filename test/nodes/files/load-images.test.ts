import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import sharp from "sharp";
import { expect, test } from "vitest";
import { readPngText } from "../../../engine/png-text.ts";
import type { ImageValue } from "../../../engine/values.ts";
import { resizedPicture } from "../../../nodes/formats/reading/picture-file.ts";
import { runNode } from "../run-node.ts";
import { pictureFolder, writePicture } from "./picture-files.ts";

async function loaded(path: string) {
  const { outputs, views } = await runNode("files/load-image", { path });
  return { image: outputs["image"] as ImageValue, views };
}

async function loadedFolder(values: Record<string, unknown>) {
  const { outputs, views } = await runNode("files/load-images", values);
  return { images: outputs["images"] as ImageValue, views };
}

/** A picture of one colour. */
function flat(width: number, height: number, color: readonly number[]) {
  const bytes = Array.from({ length: width * height }, () => color).flat();
  return { width, height, bytes };
}

test("a picture comes channels first, from 0 to 1, whatever its kind and case of its name", async () => {
  const folder = pictureFolder();
  const bytes = [255, 0, 0, 0, 255, 0, 0, 0, 255, 51, 102, 153];
  for (const name of ["a.png", "b.webp", "c.WEBP"]) {
    const path = join(folder, name);
    await writePicture(path, { width: 2, height: 2, bytes });
    const { image } = await loaded(path);
    expect(image.shape).toEqual([3, 2, 2]);
    expect([...image.pixels].map((value) => Math.round(value * 255))).toEqual([
      255, 0, 0, 51, 0, 255, 0, 102, 0, 0, 255, 153,
    ]);
  }
});

test("a JPEG lies as its camera says, grey becomes three equal channels, and what is transparent is white", async () => {
  const folder = pictureFolder();
  const turned = join(folder, "turned.jpg");
  await sharp(Uint8Array.from(flat(32, 16, [200, 30, 30]).bytes), {
    raw: { width: 32, height: 16, channels: 3 },
  })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(turned);
  expect((await loaded(turned)).image.shape).toEqual([3, 32, 16]);
  const grey = join(folder, "grey.png");
  await writePicture(grey, { width: 2, height: 1, bytes: [0, 102] });
  const { pixels } = (await loaded(grey)).image;
  expect([...pixels].map((value) => Math.round(value * 255))).toEqual([
    0, 102, 0, 102, 0, 102,
  ]);
  const clear = join(folder, "clear.png");
  await writePicture(clear, { width: 1, height: 1, bytes: [0, 0, 0, 0] });
  expect([...(await loaded(clear)).image.pixels]).toEqual([1, 1, 1]);
});

test("no file, a folder, a file that is no picture and one that was cut off are sentences", async () => {
  const folder = pictureFolder();
  await expect(loaded("")).rejects.toThrow("no file is chosen");
  await expect(loaded(join(folder, "none.png"))).rejects.toThrow(
    "there is no file",
  );
  await expect(loaded(folder)).rejects.toThrow("is a folder, wanted a picture");
  for (const [content, sentence] of [
    [
      "no picture",
      /text\.png is no picture of a kind that is read here, wanted a PNG, JPEG or WebP$/,
    ],
    ["", /text\.png is empty \(0 bytes\), wanted a PNG, JPEG or WebP picture$/],
    [
      "version https://git-lfs.github.com/spec/v1\noid",
      /text\.png is a Git LFS pointer of 46 bytes, not the picture itself: run "git lfs pull"/,
    ],
    [
      "<!DOCTYPE html><html>",
      /text\.png is a web page, not a picture: the download saved a page/,
    ],
  ] as const) {
    const text = join(folder, "text.png");
    writeFileSync(text, content);
    await expect(loaded(text)).rejects.toThrow(sentence);
  }
  const whole = await sharp({
    create: { width: 64, height: 64, channels: 3, background: "#123" },
  })
    .jpeg()
    .toBuffer();
  const cut = join(folder, "cut.jpg");
  writeFileSync(cut, whole.subarray(0, whole.length / 2));
  await expect(loaded(cut)).rejects.toThrow(
    /cut\.jpg is damaged or cut off after \d+ bytes: copy or download it again/,
  );
});

test("a folder's pictures have one size: the first one's, the model's or the one given, the middle of each", async () => {
  const folder = pictureFolder();
  // red left and right of a green middle
  const row = [255, 0, 0, 0, 255, 0, 0, 255, 0, 255, 0, 0];
  await writePicture(join(folder, "10.png"), flat(2, 2, [0, 0, 255]));
  await writePicture(join(folder, "2.png"), {
    width: 4,
    height: 2,
    bytes: [...row, ...row],
  });
  writeFileSync(join(folder, "notes.txt"), "about");
  mkdirSync(join(folder, "more.png"));
  const first = await loadedFolder({ folder });
  expect(first.images).toMatchObject({ count: 2, shape: [3, 2, 4] });
  expect(first.images.pixels.slice(0, 4)).toEqual(Float32Array.of(1, 0, 0, 1));
  const caption = (views: typeof first.views) =>
    views[0]?.kind === "image" ? views[0].caption : undefined;
  expect(caption(first.views)).toBe(
    "2 pictures, 4 × 2 pixels · 1 were cropped or resized",
  );
  const given = await loadedFolder({ folder, width: 2, height: 2 });
  expect(given.images.pixels.slice(0, 12)).toEqual(
    Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0),
  );
  const model = { title: "M", shape: [1, 6, 8] };
  const fitting = await loadedFolder({ folder, model });
  expect(fitting.images.shape).toEqual([3, 6, 8]);
  await expect(
    loadedFolder({ folder, model: { title: "M", shape: [2] } }),
  ).rejects.toThrow("M must be a model of pictures");
  await expect(loadedFolder({ folder, width: 2 })).rejects.toThrow(
    "width and height must both be given or both be 0, got 2 and 0",
  );
});

test("of more pictures than wanted some are taken evenly over the folder", async () => {
  const folder = pictureFolder();
  for (const number of [0, 1, 2, 3, 4, 5])
    await writePicture(
      join(folder, `${number}.png`),
      flat(1, 1, [number, number, number]),
    );
  const { images } = await loadedFolder({ folder, most: 3 });
  const greys = [0, 1, 2].map((index) =>
    Math.round((images.pixels[index * 3] ?? NaN) * 255),
  );
  expect(greys).toEqual([0, 2, 4]);
});

test("a folder without pictures and one that is not there are sentences", async () => {
  const folder = pictureFolder();
  mkdirSync(join(folder, "in-it"));
  await expect(loadedFolder({ folder })).rejects.toThrow(
    "must hold pictures (png, jpg, jpeg, webp), got none among its 1 entries; folders in it are not searched",
  );
  await expect(loadedFolder({ folder: join(folder, "none") })).rejects.toThrow(
    "wanted a folder of pictures",
  );
  await expect(loadedFolder({})).rejects.toThrow("no folder is chosen");
});

test("Preview Image and Save Image take pictures as they take samples", async () => {
  const image: ImageValue = {
    pixels: Float32Array.of(0, 1, 0.2, 0.4),
    count: 2,
    shape: [1, 1, 2],
  };
  const { views } = await runNode("look/preview-image", { samples: image });
  expect(views[0]).toMatchObject({ kind: "image", width: 5, height: 1 });
  const { files } = await runNode("files/save-image", {
    samples: image,
    layout: "single",
  });
  const png = files.get("image-2.png") ?? new Uint8Array();
  expect([...decode(png).data]).toEqual([51, 102]);
  const run = JSON.parse(readPngText(png, "stepwright") ?? "") as object;
  expect(run).not.toHaveProperty("nfe");
});

test("a resized picture keeps its channels and its middle", async () => {
  const own = { width: 4, height: 2 };
  const row = [0, 1, 1, 0];
  const middle = await resizedPicture(
    Float32Array.from([...row, ...row]),
    own,
    { width: 2, height: 2 },
  );
  expect([...middle]).toEqual([1, 1, 1, 1]);
});
