import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const left = ["node_modules", ".git", ".cache", "dist", "release", "test"];

/** A copy of the project's sources, not built, in a folder whose path has spaces. */
export interface ProjectCopy {
  readonly path: string;
  /** A folder outside of it, to call commands from. */
  readonly elsewhere: string;
  /** With a home and state of its own, and without a display. */
  readonly environment: NodeJS.ProcessEnv;
  /** The command line, called from elsewhere. */
  readonly cli: (...words: string[]) => {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  readonly remove: () => void;
}

export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), "stepwright copy "));
  const path = join(folder, "a project");
  const elsewhere = join(folder, "elsewhere");
  mkdirSync(elsewhere);
  cpSync(root, path, {
    recursive: true,
    filter: (source) => !left.some((name) => source === join(root, name)),
  });
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  const environment = {
    ...process.env,
    STEPWRIGHT_HOME: join(folder, "home"),
    STEPWRIGHT_STATE: join(folder, "state"),
    DISPLAY: "",
    WAYLAND_DISPLAY: "",
  };
  return {
    path,
    elsewhere,
    environment,
    cli(...words) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(path, "build", "cli.mjs"), ...words],
        { cwd: elsewhere, env: environment, encoding: "utf8" },
      );
      return { status, stdout, stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
