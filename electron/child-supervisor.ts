import type { ChildRole } from "../engine/child.ts";
import type {
  ChildStart,
  EngineRequest,
  MainMessage,
} from "./process-messages.ts";

/** A process that main made; Electron's UtilityProcess is one. */
export interface MadeProcess<P> {
  readonly pid: number | undefined;
  postMessage(message: unknown, transfer?: P[]): void;
  on(event: "spawn", listener: () => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
}

/** Main's side of making children for one engine process. */
export interface ChildSupervisor {
  handle(request: EngineRequest): void;
  /** Ends every child at once; for when their engine is gone. */
  endAll(): void;
}

/**
 * @param fork - Makes the process of a child.
 * @param makeChannel - A new channel's two ends.
 * @param tell - Sends to the engine process.
 * @param kill - Ends a process at once, by its id.
 */
export function superviseChildren<P>(
  fork: (role: ChildRole) => MadeProcess<P>,
  makeChannel: () => readonly [P, P],
  tell: (message: MainMessage, transfer?: P[]) => void,
  kill: (pid: number) => void,
): ChildSupervisor {
  const children = new Map<number, { end(): void }>();
  return {
    handle(request) {
      switch (request.kind) {
        case "spawn":
          spawn(request.child, request.role);
          return;
        case "kill":
          children.get(request.child)?.end();
          return;
      }
    },
    endAll() {
      for (const child of children.values()) child.end();
    },
  };

  function spawn(child: number, role: ChildRole): void {
    const process = fork(role);
    let killed = false;
    const end = (): void => {
      killed = true;
      // before it has started it has no id yet; it is then ended as it starts
      if (process.pid !== undefined) kill(process.pid);
    };
    children.set(child, { end });
    process.on("spawn", () => {
      if (process.pid === undefined) return;
      if (killed) kill(process.pid);
      else tell({ kind: "started", child, pid: process.pid });
    });
    process.on("exit", (code) => {
      children.delete(child);
      const why = killed ? "signal SIGKILL" : `exit code ${code}`;
      tell({ kind: "gone", child, why });
    });
    const [ours, theirs] = makeChannel();
    const start: ChildStart = { kind: "start", role };
    process.postMessage(start, [theirs]);
    tell({ kind: "channel", child }, [ours]);
  }
}
