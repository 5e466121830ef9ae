import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command as Program } from "commander";
import { afterAll, expect } from "vitest";
import type { Command } from "../../../cli/command.ts";

/** A folder for the files of one test file, gone after it. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    /** Writes text and bytes as they are, all else as JSON. */
    file: (name: string, content: unknown): string => {
      const path = join(folder, name);
      const raw = typeof content === "string" || content instanceof Uint8Array;
      writeFileSync(path, raw ? content : JSON.stringify(content));
      return path;
    },
  };
}

/**
 * Runs a command as main.ts does, with `--json` known.
 * @param say - Told what the command says on stderr.
 * @returns The one thing that it printed.
 */
export async function runCommand(
  command: Command,
  words: readonly string[],
  signal: AbortSignal = new AbortController().signal,
  say: (message: string) => void = () => {},
): Promise<unknown> {
  const printed: unknown[] = [];
  const program = new Program("stepwright").option("--json").exitOverride();
  command.declare(program, {
    print: (answer) => void printed.push(answer),
    say,
    follow: () => {},
    signal,
  });
  await program.parseAsync([...words], { from: "user" });
  expect(printed).toHaveLength(1);
  return printed[0];
}
