import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { parseJson } from "../core/parse-json.ts";
import type { Process } from "../core/solvers/solver.ts";
import { readReason } from "../engine/host/read-failure.ts";
import { fromNested } from "../nodes/formats/nested.ts";
import { readNpy, type NumberArray } from "../nodes/formats/npy.ts";
import { readSchedule } from "../nodes/formats/reading/read-schedule.ts";

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
  // 0x93 begins every NPY file and no text
  if (bytes[0] === 0x93) return readNpy(bytes, basename(path));
  try {
    return fromNested(parseJson(bytes.toString("utf8")), basename(path));
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    throw new BadInput(
      `${option} ${path} is neither an NPY file nor JSON: ${cause instanceof Error ? cause.message : ""}`,
      { cause },
    );
  }
}

/** Levels, where they are from and what they are. */
export interface SigmasFile {
  readonly sigmas: readonly number[];
  readonly source: string;
  readonly process: Process;
}

/**
 * The levels in the file of `--sigmas`, in any format that schedules are exported in.
 * @param say - Told how something was understood that can be meant in another way.
 * @throws BadInput where it cannot be read or holds no schedule.
 */
export async function readSigmasFile(
  path: string,
  say: (notice: string) => void,
): Promise<SigmasFile> {
  const bytes = await readInputFile(path, "--sigmas");
  const { sigmas, notices, known } = readSchedule(bytes.toString("utf8"), path);
  notices.forEach(say);
  return {
    sigmas,
    source: basename(path),
    process: known.process ?? "variance-exploding",
  };
}

/** @throws BadInput that names the option, where the file cannot be read. */
async function readInputFile(path: string, option: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new BadInput(
      `${option} ${path} cannot be read: ${readReason(cause) ?? String(cause)}`,
      { cause },
    );
  }
}
