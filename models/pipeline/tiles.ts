import type { Plane } from "./plane.ts";

/** Parts of a large plane that go through a VAE one after the other. */
export interface Tiles {
  /** Side of one in latents; a smaller plane is one smaller tile. */
  readonly side: number;
  /** Called before each, so that a cancel can come in. */
  readonly onTile?: (index: number, total: number) => Promise<void>;
}

/** Latents as many as those of a square of this side go through a VAE in one piece: its attention holds their square, 1 GB here. */
export const wholeSide = 128;

/** Of a tile's side, how much at least lies in the tile beside it too: as diffusers has it. */
const overlap = 0.25;

/**
 * Converts a plane tile by tile. Tiles are all of one size, spread evenly; where they overlap, the one fades into the other.
 * A VAE norms and attends over all that it is given, so tiles come out a little different from the whole.
 * @param unit - Numbers of the plane along one side of a latent's pixel: 1 for latents; its sides divide by it.
 * @param convert - One tile; its sides times a number of its own come out.
 */
export async function convertTiles(
  plane: Plane,
  { side, onTile }: Tiles,
  unit: number,
  convert: (tile: Plane) => Promise<Plane>,
): Promise<Plane> {
  const [channels, height, width] = plane.shape;
  const rows = spread(height / unit, side);
  const columns = spread(width / unit, side);
  const total = rows.starts.length * columns.starts.length;
  let out: Plane | undefined;
  let index = 0;
  for (const [row, top] of rows.starts.entries())
    for (const [column, left] of columns.starts.entries()) {
      await onTile?.(index++, total);
      const tile = await convert({
        shape: [channels, rows.length * unit, columns.length * unit],
        data: cut(plane, top * unit, left * unit, [
          rows.length * unit,
          columns.length * unit,
        ]),
      });
      const [made, high, wide] = tile.shape;
      const scale = high / rows.length;
      out ??= {
        shape: [made, (height / unit) * scale, (width / unit) * scale],
        data: new Float32Array(
          made * (height / unit) * scale * (width / unit) * scale,
        ),
      };
      add(out, tile, {
        top: top * scale,
        left: left * scale,
        down: shares(rows, row, high),
        across: shares(columns, column, wide),
      });
    }
  if (!out) throw new Error("a plane has at least one tile");
  return out;
}

/** How many tiles latents are cut into. */
export function tileCount(height: number, width: number, side: number): number {
  return spread(height, side).starts.length * spread(width, side).starts.length;
}

/** Where the tiles along an axis begin, in latents. */
interface Spread {
  readonly starts: readonly number[];
  /** Of each. */
  readonly length: number;
}

function spread(size: number, side: number): Spread {
  if (size <= side) return { starts: [0], length: size };
  const shared = Math.floor(side * overlap);
  const count = Math.ceil((size - shared) / (side - shared));
  return {
    starts: Array.from({ length: count }, (_, index) =>
      Math.round((index * (size - side)) / (count - 1)),
    ),
    length: side,
  };
}

/**
 * What a tile counts at each place along an axis: at every place of the plane the tiles' shares are 1 together.
 * @param length - Of the tile, as it came out.
 */
function shares(
  { starts, length: side }: Spread,
  index: number,
  length: number,
): Float32Array {
  const scale = length / side;
  const weightAt = (tile: number, place: number): number => {
    const start = (starts[tile] ?? NaN) * scale;
    const before = starts[tile - 1];
    const after = starts[tile + 1];
    if (place < start || place >= start + length) return 0;
    const from = place - start + 0.5;
    const rise =
      before === undefined
        ? Infinity
        : from / ((before + side) * scale - start);
    const fall =
      after === undefined
        ? Infinity
        : (length - from) / (start + length - after * scale);
    return Math.min(1, rise, fall);
  };
  const start = (starts[index] ?? NaN) * scale;
  return Float32Array.from({ length }, (_, at) => {
    let sum = 0;
    for (let tile = 0; tile < starts.length; tile++)
      sum += weightAt(tile, start + at);
    return weightAt(index, start + at) / sum;
  });
}

function cut(
  { data, shape: [channels, height, width] }: Plane,
  top: number,
  left: number,
  [high, wide]: readonly [number, number],
): Float32Array {
  const out = new Float32Array(channels * high * wide);
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < high; row++) {
      const from = (channel * height + top + row) * width + left;
      out.set(data.subarray(from, from + wide), (channel * high + row) * wide);
    }
  return out;
}

/** @param out - Changed. */
function add(
  out: Plane,
  tile: Plane,
  at: {
    readonly top: number;
    readonly left: number;
    readonly down: Float32Array;
    readonly across: Float32Array;
  },
): void {
  const [channels, high, wide] = tile.shape;
  const [, height, width] = out.shape;
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < high; row++) {
      const from = (channel * high + row) * wide;
      const to = (channel * height + at.top + row) * width + at.left;
      const down = at.down[row] ?? 0;
      for (let column = 0; column < wide; column++) {
        const place = to + column;
        out.data[place] =
          (out.data[place] ?? 0) +
          down * (at.across[column] ?? 0) * (tile.data[from + column] ?? 0);
      }
    }
}
