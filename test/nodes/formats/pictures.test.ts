import { decode } from "fast-png";
import { expect, test } from "vitest";
import {
  encodePng,
  enlarged,
  gridOf,
  type Picture,
} from "../../../nodes/formats/picture.ts";
import { samplePictures } from "../../../nodes/formats/sample-pictures.ts";
import { pictureView } from "../../../nodes/formats/sample-views.ts";

const grey = (value: number, width = 2, height = 3): Picture => ({
  width,
  height,
  channels: 1,
  pixels: new Uint8Array(width * height).fill(value),
});

test("black and white of the value range become 0 and 255, planes become pixels", () => {
  const [picture] = samplePictures({
    // [3, 1, 2]: red plane, green plane, blue plane
    data: Float32Array.of(0, 1, 0.5, 2, -1, 0.25),
    count: 1,
    shape: [3, 1, 2],
    valueRange: [0, 1],
  });
  expect(picture).toEqual({
    width: 2,
    height: 1,
    channels: 3,
    pixels: Uint8Array.of(0, 128, 0, 255, 255, 64),
  });
});

test("a grid puts five pictures into three columns with white lines between", () => {
  const grid = gridOf([10, 20, 30, 40, 50].map((value) => grey(value)));
  expect([grid.width, grid.height]).toEqual([3 * 2 + 2, 2 * 3 + 1]);
  const at = (column: number, row: number) =>
    grid.pixels[row * grid.width + column];
  expect([at(0, 0), at(3, 0), at(6, 2)]).toEqual([10, 20, 30]);
  expect([at(2, 0), at(0, 3), at(7, 6)]).toEqual([255, 255, 255]);
  expect([at(0, 4), at(4, 6)]).toEqual([40, 50]);
});

test("enlarged pixels are squares, and a PNG keeps every one", () => {
  const picture = enlarged(
    {
      width: 2,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(1, 2, 3, 4, 5, 6),
    },
    2,
  );
  const read = decode(encodePng(picture), { checkCrc: true });
  expect(read).toMatchObject({ width: 4, height: 2, channels: 3 });
  expect([...read.data]).toEqual([
    1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6,
  ]);
});

test("points are dark where they lie and white elsewhere; up is up", () => {
  const corners = Float64Array.of(-1, -1, 1, -1, -1, 1);
  const [picture] = samplePictures({ data: corners, count: 3, shape: [2] });
  const dark = (x: number, y: number) => {
    // the frame is 1.3 times as wide as the points
    const column = Math.floor((x / 2.6 + 0.5) * 512);
    const row = Math.floor((0.5 - y / 2.6) * 512);
    return (picture?.pixels[3 * (row * 512 + column)] ?? 255) < 200;
  };
  expect([
    dark(-1, -1),
    dark(1, -1),
    dark(-1, 1),
    dark(1, 1),
    dark(0, 0),
  ]).toEqual([true, true, true, false, false]);
});

test("samples that are neither pictures nor points say their shape", () => {
  expect(() =>
    samplePictures({ data: new Float32Array(5), count: 1, shape: [5] }),
  ).toThrow(
    "these samples have the shape [5] and cannot be shown as pictures, wanted images ([1 or 3, height, width]) or points ([2])",
  );
});

test("a view shows at most 64 pictures, in their own pixels, and says so", () => {
  const view = pictureView({
    data: new Float32Array(100 * 16),
    count: 100,
    shape: [1, 4, 4],
    valueRange: [-1, 1],
  });
  // eight in a row with a line between them, in their own pixels
  const side = 8 * 4 + 7;
  expect(view).toMatchObject({
    kind: "image",
    caption: "first 64 of 100",
    width: side,
    height: side,
  });
});
