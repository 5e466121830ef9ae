import type { WordTable } from "../../../core/catalogue-tables.ts";
import { normalizeName } from "../../../core/normalize-name.ts";
import { withoutPrefix } from "../../editor/rank-by-name.ts";

/** What a search found in one table. */
export interface FoundRows {
  /** The best first; what is alike stays in its order. */
  readonly rows: WordTable["rows"];
  /** How well the best one fits; 0 where there is none. */
  readonly best: number;
}

type Row = WordTable["rows"][number];

/** How well a piece of a query fits a row: a whole name, its beginning, a piece of it, words elsewhere, or not at all. */
const fits = { name: 4, beginning: 3, piece: 2, elsewhere: 1, none: 0 };

/** Of a row: what it is called here and by others, and all that is said of it beside, as normalizeName has them. */
interface Words {
  readonly row: Row;
  readonly names: readonly string[];
  readonly others: readonly string[];
}

/**
 * Looks for a query in several tables at once: as it is; as names of several things, such as `DPM++ 2M Karras`; or as
 * words that are all somewhere in a row. Where nothing is found so, words that are no name are left out.
 */
export function searchTables(
  tables: readonly WordTable[],
  query: string,
): readonly FoundRows[] {
  const words = withoutPrefix(query).split(/\s+/).map(normalizeName);
  const asked = words.filter((word) => word !== "");
  if (asked.length === 0)
    return tables.map(({ rows }) => ({ rows, best: fits.none }));
  const known = tables.map(wordsOf);
  const all = known.flat();
  const names = namesIn(asked, all);
  const covered = names.join("") === asked.join("");
  const ways: readonly ((row: Words) => number)[] = [
    (row) => fitOf(asked.join(""), row),
    ...(covered ? [sumOf(names)] : []),
    (row) =>
      asked.every((word) => fitOf(word, row) > fits.none)
        ? sumOf(asked)(row)
        : fits.none,
    sumOf(names),
  ];
  const way = ways.find((fit) => all.some((row) => fit(row) > fits.none));
  return known.map((rows) => {
    const found = rows
      .map(({ row, ...rest }) => ({ row, fit: way?.({ row, ...rest }) ?? 0 }))
      .filter(({ fit }) => fit > fits.none)
      .toSorted((a, b) => b.fit - a.fit);
    return {
      rows: found.map(({ row }) => row),
      best: found[0]?.fit ?? fits.none,
    };
  });
}

function wordsOf({ rows, further }: WordTable): Words[] {
  return rows.map((row) => {
    const [title = "", id = "", comfyui = "", diffusers = "", ...others] = row;
    const normal = (cells: readonly unknown[]) =>
      cells.flat().map((cell) => normalizeName(String(cell)));
    return {
      row,
      names: normal([title, id, comfyui, diffusers]),
      others: normal([...others, further.get(String(id)) ?? []]),
    };
  });
}

/** Of names that begin alike, or have the same piece, the one fits better that has less beside. */
function fitOf(wanted: string, { names, others }: Words): number {
  if (names.includes(wanted)) return fits.name;
  const shortest = (some: readonly string[]) =>
    0.9 * (wanted.length / Math.min(...some.map((name) => name.length)));
  const begun = names.filter((name) => name.startsWith(wanted));
  if (begun.length > 0) return fits.beginning + shortest(begun);
  const pieces = names.filter((name) => name.includes(wanted));
  if (pieces.length > 0) return fits.piece + shortest(pieces);
  return others.some((text) => text.includes(wanted))
    ? fits.elsewhere
    : fits.none;
}

/** How well a row fits any of the pieces by its names, those that fit several better. */
function sumOf(pieces: readonly string[]): (row: Words) => number {
  return (row) =>
    pieces
      .map((piece) => fitOf(piece, row))
      .filter((fit) => fit > fits.elsewhere)
      .reduce((sum, fit) => sum + fit, fits.none);
}

/** The words put together to names, or beginnings of names, that are as long as can be; others are left out. */
function namesIn(words: readonly string[], rows: readonly Words[]): string[] {
  // one or two letters begin too many names
  const isName = (text: string) =>
    rows.some((row) => {
      const fit = fitOf(text, row);
      return fit >= (text.length < 3 ? fits.name : fits.beginning);
    });
  const found: string[] = [];
  for (let start = 0; start < words.length;) {
    const ends = words.map((_, end) => end + 1).filter((end) => end > start);
    const end = ends.findLast((last) =>
      isName(words.slice(start, last).join("")),
    );
    if (end !== undefined) found.push(words.slice(start, end).join(""));
    start = end ?? start + 1;
  }
  return found;
}
