/**
 * A document with what stands between a block's two marks replaced; all else is kept.
 * @throws Where the document has no such block.
 */
export function withBlock(
  document: string,
  name: string,
  content: string,
): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`The document has no block between ${begin} and ${end}`);
  return [
    document.slice(0, from + begin.length),
    `\n\n${content.trim()}\n\n`,
    document.slice(to),
  ].join("");
}

export function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A table's first two lines. */
export function tableHead(head: readonly string[]): string[] {
  return [tableLine(head), tableLine(head.map(() => "---"))];
}
