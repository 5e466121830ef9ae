import { BadInput } from "../core/bad-input.ts";
import { codeOf } from "../engine/host/code-of.ts";
import { probeWriting } from "../engine/host/probe-writing.ts";
import { writeReason } from "../engine/host/write-failure.ts";

/**
 * Refuses a file that cannot be written before anything is computed for it.
 * @param option - Its name, as `--out`.
 * @throws BadInput in a sentence.
 */
export async function checkOutput(
  option: string,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) return;
  if (path.trim() === "")
    throw new BadInput(`${option} must name a file, got nothing.`);
  try {
    await probeWriting(path);
  } catch (cause) {
    throw new BadInput(
      `${option} ${path} cannot be written: ${writeReason(cause) ?? `the system says ${codeOf(cause) || String(cause)}`}.`,
      { cause },
    );
  }
}
