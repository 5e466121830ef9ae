import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { ensureBuilt } from "../../build/ensure-built.mjs";
import { childrenOf, isAlive } from "../engine/processes/is-alive.ts";

await ensureBuilt();
const project = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stepwright-npm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function descendantsOf(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

// npm is a .cmd on Windows, and only Linux tells a process's children
const can =
  process.platform === "linux" && spawnSync("npm", ["-v"]).status === 0;

test.runIf(can).each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "%s to the npm that runs serve leaves no process and nothing that answers",
  async (signal) => {
    const npm = spawn(
      "npm",
      ["run", "-s", "cli", "--", "serve", "--no-open", "--port", "0"],
      {
        cwd: project,
        env: {
          ...process.env,
          STEPWRIGHT_HOME: join(folder, "home"),
          STEPWRIGHT_STATE: join(folder, "state"),
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let output = "";
    npm.stdout.on("data", (text: Buffer) => (output += text.toString()));
    let started: readonly number[] = [];
    try {
      await expect
        .poll(() => output, { timeout: 30_000 })
        .toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
      const [address = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
      expect((await fetch(address)).status).toBe(401);
      // the server and its runner at least
      await expect
        .poll(() => descendantsOf(npm.pid ?? 0).length)
        .toBeGreaterThanOrEqual(2);
      started = descendantsOf(npm.pid ?? 0);
      npm.kill(signal);
      await expect
        .poll(() => started.filter(isAlive), { timeout: 10_000 })
        .toEqual([]);
      await expect(fetch(address)).rejects.toThrow();
    } finally {
      npm.kill("SIGKILL");
      for (const pid of started.filter(isAlive)) process.kill(pid, "SIGKILL");
    }
  },
);
