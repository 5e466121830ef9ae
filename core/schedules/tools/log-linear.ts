/**
 * The level at a place between two levels, straight in ln sigma.
 * @param levels - Above 0, at least one.
 * @param place - From 0 to the last index; at a whole place the level itself, to the last bit.
 */
export function logLinear(levels: ArrayLike<number>, place: number): number {
  const below = Math.min(Math.floor(place), levels.length - 1);
  const share = place - below;
  const from = levels[below] ?? NaN;
  if (share === 0) return from;
  const to = levels[below + 1] ?? NaN;
  return from ** (1 - share) * to ** share;
}
