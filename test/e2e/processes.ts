import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** What runs below a process: its children, theirs, and so on. */
export function descendants(pid: number): readonly Process[] {
  const all = processes();
  const below = (parent: number): readonly Process[] =>
    all
      .filter((process) => process.parent === parent)
      .flatMap((process) => [process, ...below(process.pid)]);
  return below(pid);
}

/** Waits until none of the processes runs; gives those that still do after the time. */
export async function stillRunning(
  watched: readonly Process[],
  limitMs: number,
): Promise<readonly Process[]> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const now = processes();
    const left = watched.filter(({ pid, command }) =>
      now.some((process) => process.pid === pid && process.command === command),
    );
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(50);
  }
}

function processes(): readonly Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], {
    encoding: "utf8",
  });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state, command] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    // a zombie has ended; it only waits to be counted
    if (command === undefined || state?.startsWith("Z")) return [];
    return [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
