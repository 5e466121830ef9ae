import { Worker } from "node:worker_threads";

const checkEveryMs = 250;

/**
 * Ends this process when its parent is gone, however it went. The event loop cannot be relied on for that: a model that
 * runs blocks it for as long as it takes. So a thread of its own looks.
 */
export function exitWithParent(parent: number = process.ppid): void {
  const watch = `
    const alive = () => {
      if (process.platform !== "win32") return process.ppid === ${parent};
      try { return process.kill(${parent}, 0); } catch { return false; }
    };
    setInterval(() => { if (!alive()) process.kill(process.pid, "SIGKILL"); }, ${checkEveryMs});
  `;
  new Worker(watch, { eval: true, stdout: false, stderr: false }).unref();
}
