import type { EngineOptions } from "../engine-options.ts";
import type { RunningEngine } from "../running-engine.ts";

/** Makes an engine: the queue, the files and the child processes behind a window or a command. */
export function createEngine(options: EngineOptions): RunningEngine {
  void options;
  throw new Error("The engine is not written yet.");
}
