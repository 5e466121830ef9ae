import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plane } from "../../../models/pipeline/plane.ts";
import { convertTiles, tileCount } from "../../../models/pipeline/tiles.ts";
import { loadDecoder, loadEncoder } from "../../../models/pipeline/parts.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { difference, pipelineFolder } from "./reference.ts";

/** Each number twice as wide and twice as high, and the square of each as a second channel. */
async function doubled({ data, shape }: Plane): Promise<Plane> {
  const [, height, width] = shape;
  const size = 4 * height * width;
  const out = new Float32Array(2 * size);
  for (let row = 0; row < 2 * height; row++)
    for (let column = 0; column < 2 * width; column++) {
      const value = data[(row >> 1) * width + (column >> 1)] ?? NaN;
      out[row * 2 * width + column] = value;
      out[size + row * 2 * width + column] = value ** 2;
    }
  return { data: out, shape: [2, 2 * height, 2 * width] };
}

/** Every second number of each second row. */
async function halved({ data, shape }: Plane): Promise<Plane> {
  const [, height, width] = shape;
  const out = new Float32Array((height * width) / 4);
  for (let row = 0; row < height / 2; row++)
    for (let column = 0; column < width / 2; column++)
      out[(row * width) / 2 + column] = data[2 * row * width + 2 * column] ?? 0;
  return { data: out, shape: [1, height / 2, width / 2] };
}

const plane = (height: number, width: number): Plane => ({
  data: Float32Array.from(noiseFor(1, 1, height * width, "f32").initial()),
  shape: [1, height, width],
});

const sides = fc.integer({ min: 1, max: 40 });

test("what treats each place alike comes out of tiles as out of one piece, whatever the sizes", async () => {
  await fc.assert(
    fc.asyncProperty(sides, sides, sides, async (height, width, side) => {
      const whole = await doubled(plane(height, width));
      const tiled = await convertTiles(
        plane(height, width),
        { side },
        1,
        doubled,
      );
      expect(tiled.shape).toEqual(whole.shape);
      expect(difference(tiled.data, whole.data)).toBeLessThan(1e-6);
    }),
    { numRuns: 60 },
  );
});

test("tiles of a picture begin where its latents do", async () => {
  await fc.assert(
    fc.asyncProperty(sides, sides, sides, async (height, width, side) => {
      const picture = plane(2 * height, 2 * width);
      const whole = await halved(picture);
      const tiled = await convertTiles(picture, { side }, 2, halved);
      expect(tiled.shape).toEqual(whole.shape);
      expect(difference(tiled.data, whole.data)).toBeLessThan(1e-6);
    }),
    { numRuns: 60 },
  );
});

test("tiles are all of one size, lie in each other by a quarter at least, and are told one after the other", async () => {
  const seen: string[] = [];
  const told: string[] = [];
  const tiles = {
    side: 8,
    onTile: async (index: number, total: number) =>
      void told.push(`${index} of ${total}`),
  };
  await convertTiles(plane(8, 21), tiles, 1, (tile) => {
    seen.push(tile.shape.join());
    return doubled(tile);
  });
  expect(seen).toEqual(["1,8,8", "1,8,8", "1,8,8", "1,8,8"]);
  expect(told).toEqual(["0 of 4", "1 of 4", "2 of 4", "3 of 4"]);
  expect([8, 9, 14, 15, 20, 21].map((width) => tileCount(8, width, 8))).toEqual(
    [1, 2, 2, 3, 3, 4],
  );
});

test("a step between two tiles fades away over where they overlap", async () => {
  let tile = 0;
  const { data } = await convertTiles(
    plane(1, 14),
    { side: 8 },
    1,
    async ({ shape }) => ({
      shape,
      data: new Float32Array(8).fill(tile++),
    }),
  );
  expect([...data]).toEqual([0, 0, 0, 0, 0, 0, 0.25, 0.75, 1, 1, 1, 1, 1, 1]);
});

describe.each(["sd15-optimum", "sdxl-optimum"])("the VAE of %s", (name) => {
  const reference = { kind: "pipeline", folder: pipelineFolder(name) } as const;
  const latents = (side: number): Plane => ({
    data: Float32Array.from(
      noiseFor(2, 1, 4 * side * side, "f32").initial(),
      (value) => value * 0.5,
    ),
    shape: [4, side, side],
  });

  test("decodes what is as large as a tile as in one piece", async () => {
    const decoder = await loadDecoder(reference);
    const whole = await decoder.decode(latents(12));
    expect(await decoder.decode(latents(12), { side: 12 })).toEqual(whole);
    expect(await decoder.decode(latents(12), { side: 64 })).toEqual(whole);
    await decoder.dispose();
  });

  test("decodes larger ones closely, and encodes them so", async () => {
    const decoder = await loadDecoder(reference);
    const whole = await decoder.decode(latents(48));
    const tiled = await decoder.decode(latents(48), { side: 32 });
    expect(tiled.shape).toEqual(whole.shape);
    expect(error(tiled.data, whole.data)).toBeLessThan(0.05);
    await decoder.dispose();
    const encoder = await loadEncoder(reference);
    const encoded = await encoder.encode(whole);
    const inTiles = await encoder.encode(whole, { side: 32 });
    expect(inTiles.shape).toEqual(encoded.shape);
    expect(error(inTiles.mean, encoded.mean)).toBeLessThan(0.15);
    await encoder.dispose();
  });
});

function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  a.forEach((value, at) => {
    squares += (value - (b[at] ?? NaN)) ** 2;
  });
  return Math.sqrt(squares / a.length);
}

/** Root mean square of the difference, as a part of the deviation. */
function error(given: Float32Array, wanted: Float32Array): number {
  const mean = wanted.reduce((sum, value) => sum + value, 0) / wanted.length;
  const flat = new Float32Array(wanted.length).fill(mean);
  return rootMeanSquare(given, wanted) / rootMeanSquare(wanted, flat);
}
