import { homedir } from "node:os";
import { join } from "node:path";

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
