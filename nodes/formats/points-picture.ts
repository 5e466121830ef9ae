import type { Vector } from "../../core/vector.ts";
import type { Picture } from "./picture.ts";

const side = 512;
const white = [255, 255, 255] as const;
// the accent colour of the light theme, and its dim text for the data behind
const pointColour = [47, 111, 237] as const;
const dataColour = [176, 184, 197] as const;

/**
 * Points of the plane drawn on white, darker where they are dense; true data in grey behind them.
 * The axes have one scale, and the middle of the picture is the middle of what is shown.
 * @param points - `[count, 2]`.
 * @param reference - `[any, 2]`; decides the part of the plane that is shown, where given.
 */
export function pointsPicture(
  points: Vector,
  reference: Float32Array | undefined,
): Picture {
  const frame = frameOf(reference ?? points);
  const pixels = new Uint8Array(side * side * 3).fill(255);
  if (reference) blend(pixels, coverage(reference, frame), dataColour);
  blend(pixels, coverage(points, frame), pointColour);
  return { width: side, height: side, channels: 3, pixels };
}

interface Frame {
  readonly left: number;
  readonly bottom: number;
  /** Width and height in data units. */
  readonly extent: number;
}

/** A square around the points, with a margin. One point in a hundred may lie outside on each side: strays hide the rest otherwise. */
function frameOf(points: Vector): Frame {
  const axis = (offset: number): readonly [number, number] => {
    const values = Float64Array.from(
      { length: points.length / 2 },
      (_, index) => points[2 * index + offset] ?? 0,
    )
      .filter((value) => Number.isFinite(value))
      .toSorted();
    const stray = Math.floor(values.length / 100);
    return [values[stray] ?? 0, values[values.length - 1 - stray] ?? 0];
  };
  const [left, right] = axis(0);
  const [bottom, top] = axis(1);
  const extent = 1.3 * Math.max(right - left, top - bottom, 1e-9);
  return {
    left: (left + right - extent) / 2,
    bottom: (bottom + top - extent) / 2,
    extent,
  };
}

/** How much of each pixel is covered by dots of 3 pixels, 0 to 1, `[side, side]`. */
function coverage(points: Vector, frame: Frame): Float32Array {
  const covered = new Float32Array(side * side);
  const count = points.length / 2;
  // few points are drawn strong, many pale, so that density shows
  const alpha = Math.max(0.25, Math.min(0.9, 1000 / count));
  for (let index = 0; index < count; index++) {
    const x = ((points[2 * index] ?? 0) - frame.left) / frame.extent;
    const y = ((points[2 * index + 1] ?? 0) - frame.bottom) / frame.extent;
    const column = Math.floor(x * side);
    const row = Math.floor((1 - y) * side);
    for (let down = -1; down <= 1; down++)
      for (let right = -1; right <= 1; right++) {
        const toRow = row + down;
        const toColumn = column + right;
        if (toRow < 0 || toRow >= side || toColumn < 0 || toColumn >= side)
          continue;
        // corners of the dot are paler, so that it looks round
        const part = down !== 0 && right !== 0 ? alpha / 2 : alpha;
        const at = toRow * side + toColumn;
        const before = covered[at] ?? 0;
        covered[at] = before + (1 - before) * part;
      }
  }
  return covered;
}

function blend(
  pixels: Uint8Array,
  covered: Float32Array,
  colour: readonly [number, number, number],
): void {
  covered.forEach((part, pixel) => {
    if (part === 0) return;
    for (let channel = 0; channel < 3; channel++) {
      const at = 3 * pixel + channel;
      const under = pixels[at] ?? white[channel] ?? 255;
      pixels[at] = Math.round(under + part * ((colour[channel] ?? 0) - under));
    }
  });
}
