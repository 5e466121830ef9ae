import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { Process } from "../core/solvers/solver.ts";
import { codeOf } from "../engine/host/code-of.ts";
import {
  readSchedule,
  type ReadSchedule,
} from "../nodes/formats/reading/read-schedule.ts";
import { readInputFile } from "./array-file.ts";

/** What `--sigmas` takes, for the help. */
export const sigmasWords =
  "a schedule in any format that schedules are exported in, numbers, JSON, CSV, Python: a file, or the text itself";

/** Levels, where they are from and what they are. */
export interface GivenSigmas extends ReadSchedule {
  readonly source: string;
  readonly process: Process;
}

/**
 * The levels of `--sigmas`, a file or the text itself, in any format that schedules are exported in.
 * @param say - Told how something was understood that can be meant in another way.
 * @throws BadInput where it cannot be read or holds no schedule.
 */
export async function readSigmas(
  given: string,
  say: (notice: string) => void,
): Promise<GivenSigmas> {
  const file = await fileText(given);
  const read = readSchedule(
    file ?? given,
    file === undefined ? "--sigmas" : given,
  );
  read.notices.forEach(say);
  return {
    ...read,
    source: file === undefined ? "--sigmas" : basename(given),
    process: read.known.process ?? "variance-exploding",
  };
}

/** The text of a file; `undefined` where there is none of that name and the name is numbers itself. */
async function fileText(given: string): Promise<string | undefined> {
  try {
    const bytes = await readInputFile(given, "--sigmas");
    return bytes.toString("utf8");
  } catch (cause) {
    const code = cause instanceof BadInput ? codeOf(cause.cause) : "";
    const none = code === "ENOENT" || code === "ENAMETOOLONG";
    if (none && !looksLikeFile(given)) return undefined;
    throw cause;
  }
}

/**
 * Has a folder or an ending of letters, and does not begin as noise levels do: with two numbers, or with a bracket before
 * one. What is left is meant as levels, and which of them is no number is said when they are read.
 */
function looksLikeFile(text: string): boolean {
  const begins =
    /^\s*(?:[-+]?[\d.]+(?:e[-+]?\d+)?[\s,;]+[-+]?[\d.]|(?:[\w.]+\s*[=:(]\s*)*[[({]\s*["'\d.+-])/i;
  return /[/\\]|\.[a-z]\w*\s*$/i.test(text) && !begins.test(text);
}
