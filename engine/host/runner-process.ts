import type { ChildHandle, SpawnChild } from "../child.ts";
import type { FromRunner, ToRunner } from "../child-messages.ts";

/** The one runner process: kept warm, made again when it is gone. */
export interface RunnerProcess {
  /** Makes the process where there is none, so that the first run need not wait for it. */
  warm(): void;
  /**
   * Sends messages to the runner as it is now.
   * @param onMessage - Gets what it says until it is gone.
   * @param onGone - Called once when it is gone, with why.
   */
  open(
    onMessage: (message: FromRunner) => void,
    onGone: (why: string) => void,
  ): RunnerConnection;
  /** Makes no other from now on. */
  close(): void;
}

export interface RunnerConnection {
  post(message: ToRunner): void;
  /** Stops listening; the process goes on. */
  end(): void;
  /** Ends the process at once. The next run has a new one. */
  kill(): void;
}

interface Listener {
  readonly onMessage: (message: FromRunner) => void;
  readonly onGone: (why: string) => void;
}

/** A runner that died sooner than this is not made again before it is needed: it would die again. */
const healthyAfterMs = 2000;

export function runnerProcess(spawn: SpawnChild): RunnerProcess {
  let child: ChildHandle | undefined;
  let listener: Listener | undefined;
  let closed = false;

  const warm = (): ChildHandle => {
    if (child !== undefined) return child;
    const made = spawn("runner");
    const startedAt = performance.now();
    child = made;
    made.onMessage((message) => {
      // the child program is the only one at the other end
      if (child === made) listener?.onMessage(message as FromRunner);
    });
    made.onExit((why) => {
      if (child !== made) return;
      child = undefined;
      listener?.onGone(why);
      listener = undefined;
      if (!closed && performance.now() - startedAt > healthyAfterMs) warm();
    });
    return made;
  };

  return {
    warm: () => void warm(),
    open(onMessage, onGone) {
      const current = warm();
      const mine: Listener = { onMessage, onGone };
      listener = mine;
      return {
        post: (message) => current.post(message),
        end() {
          if (listener === mine) listener = undefined;
        },
        kill() {
          if (listener === mine) listener = undefined;
          if (child === current) child = undefined;
          current.kill();
          if (!closed) warm();
        },
      };
    },
    close() {
      closed = true;
    },
  };
}
