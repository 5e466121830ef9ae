import { totalmem } from "node:os";
import { BadInput } from "../core/bad-input.ts";

/** Memory that this process may have, in bytes: the machine's, or less where it is confined, as in a container. */
function memoryHere(): number {
  const confined = process.constrainedMemory();
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem();
}

/**
 * @param name - What the model is called in sentences.
 * @param bytes - Of its file and those with its weights.
 * @param memory - In bytes.
 * @throws BadInput where it cannot be opened whole, before trying to takes all memory.
 */
export function checkFitsInMemory(
  name: string,
  bytes: number,
  memory: number = memoryHere(),
): void {
  if (bytes <= memory) return;
  throw new BadInput(
    `${name} has ${gigabytes(bytes)} with its weights, more than the ${gigabytes(memory)} of memory here: take an export in float16 or of a smaller model`,
  );
}

/** `10.3 GB`. */
export function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(3))} GB`;
}
