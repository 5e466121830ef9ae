import type { ChildHandle, SpawnChild } from "../child.ts";
import type { FromRunner, ToRunner } from "../child-messages.ts";

/** The one runner process: kept warm, made again when it is gone. */
export interface RunnerProcess {
  /** Makes the process where there is none, so that the first run need not wait for it. */
  warm(): void;
  /**
   * Sends messages about a job to the runner as it is now.
   * @param onMessage - Gets what it says of the job until it is gone.
   * @param onGone - Called once when it is gone.
   */
  open(
    job: string,
    onMessage: (message: FromRunner) => void,
    onGone: (end: RunnerEnd) => void,
  ): RunnerConnection;
  /** Makes no other from now on. */
  close(): void;
}

/** How a runner came to its end: by itself, with why, or because a job in it was to end at once. */
export type RunnerEnd =
  | { readonly kind: "died"; readonly why: string }
  | { readonly kind: "ended for another job" };

export interface RunnerConnection {
  post(message: ToRunner): void;
  /** Stops listening; the process goes on. */
  end(): void;
  /** Ends the process at once, and tells the other jobs in it. The next run has a new one. */
  kill(): void;
}

interface Listener {
  readonly onMessage: (message: FromRunner) => void;
  readonly onGone: (end: RunnerEnd) => void;
}

/** A runner that died sooner than this is not made again before it is needed: it would die again. */
const healthyAfterMs = 2000;

export function runnerProcess(spawn: SpawnChild): RunnerProcess {
  let child: ChildHandle | undefined;
  // by job, those of the child that is there
  let listeners = new Map<string, Listener>();
  let closed = false;

  const gone = (end: RunnerEnd): void => {
    child = undefined;
    const told = [...listeners.values()];
    listeners = new Map();
    for (const { onGone } of told) onGone(end);
  };
  const warm = (): ChildHandle => {
    if (child !== undefined) return child;
    const made = spawn("runner");
    const startedAt = performance.now();
    child = made;
    made.onMessage((received) => {
      // the child program is the only one at the other end
      const message = received as FromRunner;
      if (child === made) listeners.get(jobOf(message))?.onMessage(message);
    });
    made.onExit((why) => {
      if (child !== made) return;
      gone({ kind: "died", why });
      if (!closed && performance.now() - startedAt > healthyAfterMs) warm();
    });
    return made;
  };

  return {
    warm: () => void warm(),
    open(job, onMessage, onGone) {
      const current = warm();
      listeners.set(job, { onMessage, onGone });
      return {
        post: (message) => current.post(message),
        end() {
          if (child === current) listeners.delete(job);
        },
        kill() {
          if (child !== current) return;
          listeners.delete(job);
          current.kill();
          gone({ kind: "ended for another job" });
          if (!closed) warm();
        },
      };
    },
    close() {
      closed = true;
    },
  };
}

function jobOf(message: FromRunner): string {
  return message.kind === "event" ? message.event.job : message.job;
}
