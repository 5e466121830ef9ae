type Point = readonly [number, number];

/** Points evenly along the length of a curve given by its parameter from 0 to 1. */
function evenly(curve: (t: number) => Point, count: number): Point[] {
  const pieces = 4096;
  const lengths = [0];
  const fine = Array.from({ length: pieces + 1 }, (_, i) => curve(i / pieces));
  fine.slice(1).forEach(([x, y], i) => {
    const [fromX, fromY] = fine[i] ?? [0, 0];
    lengths.push((lengths[i] ?? 0) + Math.hypot(x - fromX, y - fromY));
  });
  const whole = lengths[pieces] ?? 0;
  let piece = 0;
  return Array.from({ length: count }, (_, k) => {
    const wanted = (whole * (k + 0.5)) / count;
    while (piece < pieces - 1 && (lengths[piece + 1] ?? 0) < wanted) piece++;
    const start = lengths[piece] ?? 0;
    const share = (wanted - start) / ((lengths[piece + 1] ?? 0) - start);
    return curve((piece + share) / pieces);
  });
}

/** Centres along an Archimedean spiral, from a tenth of its radius outward. */
export function spiralCentres(
  turns: number,
  radius: number,
  count: number,
): Point[] {
  return evenly((t) => {
    const distance = radius * (0.1 + 0.9 * t);
    const angle = 2 * Math.PI * turns * t;
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  }, count);
}

/** Centres along two half circles that reach into each other, the whole centred at 0. */
export function moonCentres(radius: number, count: number): Point[] {
  const upper = evenly(
    (t) => [
      radius * (Math.cos(Math.PI * t) - 0.5),
      radius * (Math.sin(Math.PI * t) - 0.25),
    ],
    count,
  );
  return [...upper, ...upper.map(([x, y]): Point => [-x, -y])];
}
