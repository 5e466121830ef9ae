/** Around a name: its marker, paddings, and the gap to the next. CSS pixels, as plot.css and dock.css have them. */
const around = 14 + 6 + 4 + 8;

/** How tall a row of names is, and what is above the first one. CSS pixels. */
const rowHeight = 19;
const above = 5;

/** More rows than these would leave no plot. */
const mostRows = 3;

/**
 * Height of the names below a plot, wrapped into as many rows as they take; 0 where one series needs no name.
 * @param names - In the order in which they are shown.
 * @param room - Width of a row, CSS pixels.
 * @param measure - Width of a text.
 */
export function legendHeight(
  names: readonly string[],
  room: number,
  measure: (text: string) => number,
): number {
  if (names.length < 2) return 0;
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const width = Math.min(room, measure(name) + around);
    if (used > 0 && used + width > room) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return above + rowHeight * Math.min(mostRows, rows);
}
