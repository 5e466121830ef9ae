/** Every level times a factor above 0; an ending of 0 stays. */
export function scale(sigmas: ArrayLike<number>, factor: number): number[] {
  return Array.from(sigmas, (sigma) => sigma * factor);
}
