import { cancelSource } from "./cancel-source.ts";
import type { Channel } from "./child.ts";
import {
  type Answer,
  type FromOptimizer,
  type ToOptimizer,
  failure,
} from "./child-messages.ts";
import type { ChildRegistry } from "./child-program.ts";
import { openGate } from "./gate.ts";
import type { Machine } from "./machine.ts";
import { progressLimiter } from "./progress-limiter.ts";
import { resourcePool } from "./resource-pool.ts";

/** An optimizer: runs the one task that it is told, and is ended by the engine. */
export function runOptimizer(
  channel: Channel,
  registry: ChildRegistry,
  machine: Machine,
): void {
  const source = cancelSource();
  const gate = openGate();
  const resources = resourcePool().user();
  const post = (message: FromOptimizer): void => channel.post(message);
  const progress = progressLimiter(machine, (report) =>
    post({ kind: "progress", progress: report }),
  );

  const rest = async (): Promise<void> => {
    if ((await gate.pass()) === "after a pause") progress.restart();
    source.signal.throwIfAborted();
  };
  const run = async (id: string, input: unknown): Promise<Answer> => {
    try {
      const task = registry.tasks.get(id);
      if (task === undefined)
        throw new Error(`There is no background task "${id}".`);
      const value = await task.run(input, {
        signal: source.signal,
        resource: (key, make, dispose) => resources.get(key, make, dispose),
        openCheckpoint: (key) => machine.openCheckpoint(key),
        rest,
        async report(report) {
          progress.report(report);
          await machine.pause();
          await rest();
        },
      });
      return { kind: "value", value };
    } catch (error) {
      return failure(error);
    }
  };

  channel.onMessage((received) => {
    // the engine is the only one at the other end
    const message = received as ToOptimizer;
    switch (message.kind) {
      case "task":
        void run(message.task, message.input).then((answer) => {
          progress.flush();
          post({ kind: "ended", answer });
        });
        break;
      case "cancel":
        source.cancel();
        gate.open();
        break;
      case "pause":
        gate.close();
        break;
      case "resume":
        gate.open();
        break;
    }
  });
}
