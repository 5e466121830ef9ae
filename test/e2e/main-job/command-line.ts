import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(
  new URL("../../../dist/cli/main.js", import.meta.url),
);

/** Runs the built command line in a process of its own; throws where it fails. Returns what it printed. */
export async function commandLine(
  ...words: readonly string[]
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    ...words,
  ]);
  return stdout;
}
