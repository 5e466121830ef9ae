import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { parseJson } from "../core/parse-json.ts";
import type { StatisticsValue } from "../engine/values.ts";
import { readReason } from "../engine/host/read-failure.ts";
import { fromNested } from "../nodes/formats/nested.ts";
import { readNpy, type NumberArray } from "../nodes/formats/npy.ts";
import { readStatistics } from "../nodes/formats/statistics-file.ts";

/**
 * Numbers with their shape from a file: NPY, or nested lists in JSON.
 * @param option - The option that names it, for the sentences.
 * @throws BadInput where it cannot be read or is neither.
 */
export async function readArrayFile(
  path: string,
  option: string,
): Promise<NumberArray> {
  const bytes = await readInputFile(path, option);
  const where = `${option} ${basename(path)}`;
  // 0x93 begins every NPY file and no text
  if (bytes[0] === 0x93) return readNpy(bytes, where);
  try {
    return fromNested(parseJson(bytes.toString("utf8")), where);
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    throw new BadInput(
      `${option} ${path} is neither an NPY file nor JSON: ${cause instanceof Error ? cause.message : ""}`,
      { cause },
    );
  }
}

/**
 * The statistics in the file of `--statistics`.
 * @throws BadInput where it cannot be read or holds none.
 */
export async function readStatisticsFile(
  path: string,
): Promise<StatisticsValue> {
  const bytes = await readInputFile(path, "--statistics");
  return readStatistics(bytes.toString("utf8"), path);
}

/** @throws BadInput that names the option, where the file cannot be read. */
export async function readInputFile(
  path: string,
  option: string,
): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new BadInput(
      `${option} ${path} cannot be read: ${readReason(cause) ?? String(cause)}`,
      { cause },
    );
  }
}
