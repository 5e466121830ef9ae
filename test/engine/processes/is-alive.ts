import { readFileSync } from "node:fs";

/**
 * Whether a process is there. One that ended but that its parent did not ask about yet (a zombie) is not: it does and
 * holds nothing.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    // the state stands after the name, which is in brackets
    const state = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1);
    return state?.startsWith("Z") === true;
  } catch {
    return false;
  }
}

/** Ids of a process's children, where the system tells: on Linux. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
