import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureFolder } from "./ensure-folder.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's Stepwright folder, with graphs/, output/ and models/: `STEPWRIGHT_HOME`, or ~/Stepwright. */
export function homeFolder(environment: Environment = process.env): string {
  return environment["STEPWRIGHT_HOME"] || join(homedir(), "Stepwright");
}

/** Settings, autosave and caches: `STEPWRIGHT_STATE`, or the platform's usual place. */
export function stateFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = environment["STEPWRIGHT_STATE"];
  if (named) return named;
  if (platform === "darwin")
    return join(homedir(), "Library", "Application Support", "Stepwright");
  if (platform === "win32")
    return join(
      environment["LOCALAPPDATA"] || join(homedir(), "AppData", "Local"),
      "Stepwright",
    );
  return join(
    environment["XDG_STATE_HOME"] || join(homedir(), ".local", "state"),
    "stepwright",
  );
}

/** Where long computations keep what they have come to. Child processes have the engine's environment, so it is the same there. */
export function checkpointFolder(): string {
  return join(stateFolder(), "optimizations");
}

/** The contents of files that were read, for all processes of the program. */
export function hashLog(): string {
  return join(stateFolder(), "file-hashes.jsonl");
}

/** Makes the folders that the user finds their things in. Where that fails, saving there says so. */
export async function makeFolders(home: string): Promise<void> {
  for (const name of ["graphs", "output", "models"])
    await ensureFolder(join(home, name)).catch(() => undefined);
}

/**
 * Where the graph templates are: beside the built program, else among the sources.
 * @param program - URL of a program in dist/<folder>/.
 */
export function findTemplateFolder(program: string): string {
  const built = fileURLToPath(new URL("../templates", program));
  return existsSync(built)
    ? built
    : fileURLToPath(new URL("../../nodes/templates", program));
}
