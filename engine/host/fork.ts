import { fork } from "node:child_process";
import type { ChildHandle, SpawnChild } from "../child.ts";

/** Makes children with child_process.fork: in `serve`, on the command line and in tests. */
export function forkChild(program: string): SpawnChild {
  return (role) => {
    const child = fork(program, [role], {
      serialization: "advanced",
      // what a native library prints must not get between a command's JSON
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const exitListeners: ((why: string) => void)[] = [];
    let why: string | undefined;
    const gone = (reason: string): void => {
      if (why !== undefined) return;
      why = reason;
      for (const listener of exitListeners) listener(reason);
    };
    child.on("exit", (code, signal) =>
      gone(signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`),
    );
    child.on("error", (error) => {
      // a message that could not be sent because the child just ended is told by its exit
      if (child.pid === undefined) gone(error.message);
    });
    const handle: ChildHandle = {
      pid: child.pid,
      post(message) {
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => void child.on("message", listener),
      kill: () => void child.kill("SIGKILL"),
      onExit(listener) {
        if (why === undefined) exitListeners.push(listener);
        else listener(why);
      },
    };
    return handle;
  };
}
