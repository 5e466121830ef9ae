import type { Channel, ChildRole } from "./child.ts";
import type { Machine } from "./machine.ts";
import type { AnyNode, Task } from "./node-definition.ts";
import { runOptimizer } from "./optimizer.ts";
import { runRunner } from "./runner.ts";

/** What a child process can run. */
export interface ChildRegistry {
  readonly nodes: ReadonlyMap<string, AnyNode>;
  /** By id. */
  readonly tasks: ReadonlyMap<string, Task<unknown, unknown>>;
}

/**
 * The program of every child process: answers the engine's messages until its process is ended.
 * The entry (cli/child.ts, electron/child.ts) makes the channel, takes the role from its arguments
 * (`process.argv[2]`), passes `nodeMachine` of engine/host/machine.ts, and exits when the channel disconnects.
 */
export function runChild(
  channel: Channel,
  role: ChildRole,
  registry: ChildRegistry,
  machine: Machine,
): void {
  switch (role) {
    case "runner":
      runRunner(channel, registry, machine);
      break;
    case "optimizer":
      runOptimizer(channel, registry, machine);
      break;
  }
}
