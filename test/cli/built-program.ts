import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { ensureBuilt } from "../../build/ensure-built.mjs";

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program said, once it has ended. */
export function finished(child: ChildProcess): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const parts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.on("data", (part: Buffer) => {
        parts[name] += part.toString();
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...parts }));
  });
}

/** The built command line, with folders of its own that are gone after the tests of the file. */
export async function builtProgram(): Promise<{
  readonly folder: string;
  /** What starts it, before its words. */
  readonly command: readonly [string, string];
  readonly environment: NodeJS.ProcessEnv;
  readonly start: (...words: string[]) => ChildProcess;
  readonly run: (...words: string[]) => Promise<Finished>;
}> {
  await ensureBuilt();
  const program = fileURLToPath(
    new URL("../../dist/cli/main.js", import.meta.url),
  );
  const folder = mkdtempSync(join(tmpdir(), "stepwright-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    ...process.env,
    DISPLAY: "",
    WAYLAND_DISPLAY: "",
    STEPWRIGHT_HOME: join(folder, "home"),
    STEPWRIGHT_STATE: join(folder, "state"),
  };
  const start = (...words: string[]): ChildProcess =>
    spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: environment,
    });
  return {
    folder,
    command: [process.execPath, program],
    environment,
    start,
    run: (...words) => finished(start(...words)),
  };
}
