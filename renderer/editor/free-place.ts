/** In graph units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The ways out, the first of equally short ones wins. */
const ways = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;

/**
 * Where a new box covers none of the others: where it was wanted, else straight down, right, up or left of there,
 * whichever is nearest.
 * @param gap - Left free around it.
 */
export function freePlace(
  wanted: Box,
  others: readonly Box[],
  gap: number,
): readonly [number, number] {
  const far = (place: Box) =>
    Math.abs(place.x - wanted.x) + Math.abs(place.y - wanted.y);
  const [nearest = wanted] = ways
    .map((way) => slide(wanted, way, others, gap))
    .toSorted((a, b) => far(a) - far(b));
  return [nearest.x, nearest.y];
}

function slide(
  box: Box,
  way: readonly [number, number],
  others: readonly Box[],
  gap: number,
): Box {
  const inTheWay = others.find(
    (other) =>
      box.x < other.x + other.width + gap &&
      other.x < box.x + box.width + gap &&
      box.y < other.y + other.height + gap &&
      other.y < box.y + box.height + gap,
  );
  return inTheWay === undefined
    ? box
    : slide(past(box, way, inTheWay, gap), way, others, gap);
}

function past(
  box: Box,
  [right, down]: readonly [number, number],
  other: Box,
  gap: number,
): Box {
  if (right > 0) return { ...box, x: other.x + other.width + gap };
  if (right < 0) return { ...box, x: other.x - gap - box.width };
  if (down > 0) return { ...box, y: other.y + other.height + gap };
  return { ...box, y: other.y - gap - box.height };
}
