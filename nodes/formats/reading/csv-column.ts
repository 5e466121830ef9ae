import { BadInput } from "../../../core/bad-input.ts";
import { numberOf, type FoundNumbers } from "./found-numbers.ts";
import { separatedNumbers } from "./separated-numbers.ts";

const sigmaHead = /^(?:sigmas?|σ|noise levels?)$/i;
const timestepHead = /^timesteps?$/i;

/**
 * Noise levels from a table with a line of heads: its only column, or the one named sigma (or timestep).
 * @returns `undefined` where the first line is none of heads.
 * @throws BadInput where no column is named so, or a line has no such cell.
 */
export function csvColumn(
  text: string,
  where: string,
): FoundNumbers | undefined {
  const [top = "", ...lines] = text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== "");
  const separator = [";", "\t"].find((mark) => top.includes(mark)) ?? ",";
  const heads = cellsOf(top, separator);
  const isHead = (cell: string) =>
    numberOf(cell) === undefined && !/[:=([]/.test(cell);
  if (lines.length === 0 || !heads.every(isHead) || !/[\p{L}]/u.test(top))
    return undefined;
  const bySigma = heads.findIndex((head) => sigmaHead.test(head));
  const byTimestep = heads.findIndex((head) => timestepHead.test(head));
  const named = bySigma === -1 ? byTimestep : bySigma;
  const column = named === -1 && heads.length === 1 ? 0 : named;
  const head = heads[column];
  if (head === undefined)
    throw new BadInput(
      `${where} must have a column named sigma, got ${heads.join(", ").slice(0, 80)}`,
    );
  const cells = lines.map((line, index) => {
    // with one column, a comma is a decimal comma
    const cell =
      heads.length === 1 && separator === ","
        ? unquoted(line)
        : cellsOf(line, separator)[column];
    if (cell === undefined || cell === "")
      throw new BadInput(
        `${where}: line ${index + 2} must have a number in the column ${head}, got ${JSON.stringify(line.slice(0, 40))}`,
      );
    return cell;
  });
  return {
    form: `CSV, column ${head}`,
    meaning: column === bySigma || named === -1 ? "sigmas" : "timesteps",
    ...separatedNumbers(cells.join("\n"), where, "decimal"),
  };
}

/** The cells of a line; a separator within quotes is none. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [""];
  let inQuotes = false;
  for (const character of line) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === separator && !inQuotes) cells.push("");
    else cells.push(`${cells.pop() ?? ""}${character}`);
  }
  return cells.map(unquoted);
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}
