/** Parts of a length: short ones get what they need, the long ones share the rest alike. */
export function fairShares(
  wanted: readonly number[],
  length: number,
): number[] {
  let left = length;
  const shares = wanted.map(() => 0);
  const order = wanted
    .map((_, index) => index)
    .toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  order.forEach((index, done) => {
    const share = Math.min(wanted[index] ?? 0, left / (order.length - done));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
