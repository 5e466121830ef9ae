import { basename } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { StatisticsValue } from "../engine/values.ts";
import { writeFileAtomic } from "../engine/host/atomic-write.ts";
import { codeOf } from "../engine/host/code-of.ts";
import { writeStatistics } from "../nodes/formats/statistics-file.ts";
import { readStatisticsFile } from "./array-file.ts";
import type { Terminal } from "./command.ts";

/**
 * The statistics that stand where others are to be written: as any file that a command is told to write they are replaced.
 * @returns Nothing where the file is not there yet.
 * @throws BadInput where something else stands there, which is left alone.
 */
export async function replacedStatistics(
  path: string,
): Promise<StatisticsValue | undefined> {
  try {
    return await readStatisticsFile(path);
  } catch (cause) {
    if (!(cause instanceof BadInput)) throw cause;
    if (codeOf(cause.cause) === "ENOENT") return undefined;
    throw new BadInput(
      `--statistics ${path} must be a new file or one of statistics, and what is there is left as it is: ${cause.message}`,
      { cause },
    );
  }
}

/** Writes statistics, and says so, and what they replaced. */
export async function writeStatisticsFile(
  path: string,
  value: StatisticsValue,
  { say }: Pick<Terminal, "say">,
): Promise<void> {
  const before = await replacedStatistics(path);
  await writeFileAtomic(path, writeStatistics(value));
  const replaced = before ? `, in place of those of ${before.model.name}` : "";
  say(
    `The statistics of ${value.model.name} were written to ${basename(path)}${replaced}.`,
  );
}
