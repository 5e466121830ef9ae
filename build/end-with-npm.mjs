import { readFileSync } from "node:fs";

/**
 * Ends this process the ordinary way (SIGTERM to itself) when the npm that started it is gone: npm runs its scripts
 * through a shell, and a shell that a signal ends does not pass it on; one whose npm was killed waits on. Does nothing
 * where npm is not the starter.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const starters = findStarters();
  setInterval(() => {
    if (findStarters() !== starters) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/** Ids of our parent and, where that is npm's shell and the system tells (Linux), of npm. */
function findStarters() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    // pid (name) state parent …
    const [, name = "", npm] = /\((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return /^(ba|da)?sh$/.test(name) ? `${parent} ${npm}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}
