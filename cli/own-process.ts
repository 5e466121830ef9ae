import { fork } from "node:child_process";
import { exitWithParent } from "../engine/host/exit-with-parent.ts";
import { mainProgram } from "./program-files.ts";

/** How long a command may take to stop by itself. */
const graceMs = 1000;

/**
 * Runs the program with the same words in a process of its own: a network that computes blocks its process, so that no
 * signal reaches it there, and here it does.
 * @param signal - Its abortion is passed on; what has not ended a second later is killed.
 * @returns The exit code.
 * @throws The reason of `signal` where it was killed, and an Error where something else ended it.
 */
export async function runInOwnProcess(
  words: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const child = fork(mainProgram, words, { stdio: "inherit" });
  const kill = (): void => void child.kill("SIGKILL");
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    const { message } = signal.reason as Error;
    child.send(message, () => undefined);
    grace = setTimeout(kill, graceMs);
  };
  process.on("exit", kill);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const { code, by } = await new Promise<{
      code: number | null;
      by: NodeJS.Signals | null;
    }>((resolve, reject) => {
      child.on("exit", (code, by) => resolve({ code, by }));
      child.on("error", reject);
    });
    if (code !== null) return code;
    signal.throwIfAborted();
    throw new Error(`The command was ended by ${by ?? "the system"}.`);
  } finally {
    clearTimeout(grace);
    signal.removeEventListener("abort", stop);
    process.off("exit", kill);
  }
}

/** Whether this is the process that `runInOwnProcess` made. */
export function isOwnProcess(): boolean {
  return process.channel !== undefined && process.channel !== null;
}

/** In that process: ends with the one that made it, and calls `stop` with the sentence that it sends. */
export function obeyParent(stop: (why: string) => void): void {
  exitWithParent();
  process.on("message", (message) => stop(String(message)));
  // listening is no reason to stay
  process.channel?.unref();
}
