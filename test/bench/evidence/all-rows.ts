/** All rows of a table. */
export async function allRows(
  rows: AsyncIterable<string[]>,
): Promise<string[][]> {
  const all: string[][] = [];
  for await (const row of rows) all.push(row);
  return all;
}
