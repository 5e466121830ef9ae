/** The two kinds of processes in which models run; both are the same program with another job. */
export type ChildRole = "runner" | "optimizer";

/** A way to send structured-clonable messages to the other side. */
export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** A process that the engine made. */
export interface ChildHandle extends Channel {
  readonly pid: number | undefined;
  /** Ends it at once (SIGKILL); safe to call twice. */
  kill(): void;
  /** Called once, when it is gone, with what is known of why: `signal SIGKILL`, `exit code 1`. */
  onExit(listener: (why: string) => void): void;
}

/**
 * Makes a process. child_process.fork in `serve` and the command line, utilityProcess through main on the desktop:
 * nothing else knows which.
 */
export type SpawnChild = (role: ChildRole) => ChildHandle;
