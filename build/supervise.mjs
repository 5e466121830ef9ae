import { spawn } from "node:child_process";
import { root } from "./project.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    for (const child of running) end(child);
    process.exit(1);
  });
}

/**
 * Runs one of our packages' programs to its end, in a process group of its own, and ends what it left behind.
 * @param {string} program - Path under node_modules.
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, limitMs: number }} options
 * @returns {Promise<string | undefined>} why it failed; undefined where it ended well.
 */
export function supervise(program, args, { env = {}, limitMs }) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [`${root}node_modules/${program}`, ...args],
      {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, ...env },
        detached: process.platform !== "win32",
      },
    );
    running.add(child);
    let why = "";
    const timer = setTimeout(() => {
      why = `it took longer than ${Math.round(limitMs / 1000)} s`;
      end(child);
    }, limitMs);
    child.on("error", (error) => {
      why = error.message;
      finish(1);
    });
    child.on("exit", (code, signal) => finish(code ?? signal ?? 1));
    /** @param {number | string} code */
    function finish(code) {
      clearTimeout(timer);
      end(child);
      running.delete(child);
      resolve(code === 0 ? undefined : why || `it ended with ${code}`);
    }
  });
}

/**
 * Ends the whole group: the program and what it started.
 * @param {import("node:child_process").ChildProcess} child
 */
function end(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}
