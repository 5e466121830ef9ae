/** The line before a name, the gaps about it, and the value that the mouse reads. CSS pixels. */
const besideName = 74;
const firstRow = 26;
const nextRow = 19;

/**
 * Room for the names below a plot, in as many rows as they need; what is left to the plot counts for more.
 * @param measure - The width of a name in CSS pixels.
 */
export function legendHeight(
  names: readonly string[],
  width: number,
  height: number,
  measure: (name: string) => number,
): number {
  if (names.length < 2) return 0;
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const wanted = Math.min(width, besideName + measure(name));
    if (used > 0 && used + wanted > width) {
      rows += 1;
      used = 0;
    }
    used += wanted;
  }
  const most = Math.max(1, Math.floor((0.4 * height - firstRow) / nextRow) + 1);
  return firstRow + (Math.min(rows, most) - 1) * nextRow;
}
