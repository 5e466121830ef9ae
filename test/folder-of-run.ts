import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "STEPWRIGHT_TEST_FOLDER";

/** Before all tests: a folder for what several files of them make. */
export function setup(): void {
  process.env[variable] = mkdtempSync(join(tmpdir(), "stepwright-tests-"));
}

/** After the last. */
export function teardown(): void {
  const folder = process.env[variable];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/** A new folder, gone after all tests. */
export function folderOfRun(): string {
  const folder = process.env[variable];
  if (folder === undefined)
    throw new Error(`${variable} is not set: the tests are run by vitest`);
  return mkdtempSync(join(folder, "made-"));
}
