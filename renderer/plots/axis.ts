/** `[least, greatest]` */
export type Range = readonly [number, number];
export type ScaleKind = "linear" | "log";

/** The range of all finite values that the scale can show, with a little room; `[0, 1]` (log: `[0.1, 1]`) where there is none. */
export function rangeOf(
  arrays: Iterable<ArrayLike<number>>,
  scale: ScaleKind,
  room = 0.04,
): Range {
  let least = Infinity;
  let greatest = -Infinity;
  for (const array of arrays)
    for (let index = 0; index < array.length; index++) {
      const value = array[index] ?? NaN;
      if (!Number.isFinite(value) || (scale === "log" && value <= 0)) continue;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  if (least > greatest) return scale === "log" ? [0.1, 1] : [0, 1];
  if (scale === "log") {
    const low = Math.log10(least);
    const high = Math.log10(greatest);
    const margin = high === low ? 0.5 : (high - low) * room;
    return [10 ** (low - margin), 10 ** (high + margin)];
  }
  const margin =
    greatest === least
      ? Math.max(Math.abs(least) * 0.1, 0.5)
      : (greatest - least) * room;
  return [least - margin, greatest + margin];
}

/**
 * Values as they are drawn on an axis. A logarithmic one has no place for 0: a last one lies at its foot, which the line
 * falls to, any other breaks the line.
 */
export function placeable(
  values: ArrayLike<number>,
  [foot]: Range,
  scale: ScaleKind,
): ArrayLike<number> {
  if (scale === "linear") return values;
  return Float64Array.from(values, (value, index) => {
    if (value > 0) return value;
    return value === 0 && index === values.length - 1 ? foot : NaN;
  });
}

/** Round values inside a range, about `count` of them. */
export function ticksOf(
  [least, greatest]: Range,
  scale: ScaleKind,
  count: number,
): number[] {
  return scale === "log"
    ? logTicks(least, greatest, count)
    : linearTicks(least, greatest, count);
}

function linearTicks(least: number, greatest: number, count: number): number[] {
  const rough = (greatest - least) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5, 10].map((by) => by * power).find((by) => by >= rough) ??
    10 * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(least / step); at * step <= greatest; at++)
    ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

function logTicks(least: number, greatest: number, count: number): number[] {
  const low = Math.ceil(Math.log10(least) - 1e-9);
  const high = Math.floor(Math.log10(greatest) + 1e-9);
  if (high - low < 1) {
    const fine = [low - 1, low, low + 1].flatMap((power) =>
      [1, 2, 5].map((by) => Number((by * 10 ** power).toPrecision(12))),
    );
    return fine.filter((tick) => tick >= least && tick <= greatest);
  }
  const stride = Math.max(1, Math.ceil((high - low + 1) / Math.max(1, count)));
  const ticks: number[] = [];
  for (let power = low; power <= high; power += stride)
    ticks.push(Number(`1e${power}`));
  return ticks;
}

/** A tick as short as it reads well: `0.01`, `1e-5`, `2000`. */
export function formatTick(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e5
    ? value.toExponential().replace("e+", "e")
    : String(Number(value.toPrecision(6)));
}

/** Widens one of two linear ranges so that both have the same number of pixels to the unit. */
export function equalAspect(
  x: Range,
  y: Range,
  width: number,
  height: number,
): { x: Range; y: Range } {
  const unitsX = (x[1] - x[0]) / width;
  const unitsY = (y[1] - y[0]) / height;
  const units = Math.max(unitsX, unitsY);
  const widen = ([least, greatest]: Range, pixels: number): Range => {
    const centre = (least + greatest) / 2;
    const half = (units * pixels) / 2;
    return [centre - half, centre + half];
  };
  return { x: widen(x, width), y: widen(y, height) };
}

/** Where a value lies between the ends of a range: 0 at the least, 1 at the greatest. */
export function fraction(
  value: number,
  [least, greatest]: Range,
  scale: ScaleKind,
): number {
  return scale === "log"
    ? Math.log(value / least) / Math.log(greatest / least)
    : (value - least) / (greatest - least);
}
