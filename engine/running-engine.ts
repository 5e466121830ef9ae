import type { EngineApi, EngineEvent } from "./messages.ts";

/** An engine at work, wherever it runs. */
export interface RunningEngine {
  readonly api: EngineApi;
  /** Every event from now on; the returned function ends it. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** Ends all jobs and all child processes, and writes what is still to be written. */
  close(): Promise<void>;
}
