import { stat } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { BadInput } from "../core/bad-input.ts";

/** In bytes. */
export interface Memory {
  readonly total: number;
  readonly free: number;
}

/** What this process may have of the machine's memory: a container may have less than the machine. */
export function processMemory(): Memory {
  // 0, or more than there is, where nothing limits it
  const limit = process.constrainedMemory() || Infinity;
  return {
    total: Math.min(totalmem(), limit),
    free: Math.min(freemem(), process.availableMemory()),
  };
}

/**
 * Refuses a model whose weights alone are larger than all memory: opening it would end the process, which can say nothing then.
 * @param name - What the model is called in the sentence.
 * @param files - The files that its weights lie in.
 * @throws BadInput where they are.
 */
export async function checkMemory(
  name: string,
  files: readonly string[],
  { total, free }: Memory = processMemory(),
): Promise<void> {
  const sizes = await Promise.all(
    files.map(async (path) => (await stat(path)).size),
  );
  const needed = sizes.reduce((sum, size) => sum + size, 0);
  if (needed > total)
    throw new BadInput(
      `${name} has ${gigabytes(needed)} of weights, and this machine has ${gigabytes(total)} of memory (${gigabytes(free)} free): export it in float16, or run it on a machine with more`,
    );
}

/** `1.5 GB`. */
export function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(2))} GB`;
}
