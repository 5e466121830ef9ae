import { type CancelSource, cancelSource } from "./cancel-source.ts";
import type { Channel } from "./child.ts";
import {
  type Answer,
  type FromRunner,
  type ToRunner,
  valueOf,
} from "./child-messages.ts";
import type { ChildRegistry } from "./child-program.ts";
import { execute } from "./execute.ts";
import { type Gate, openGate } from "./gate.ts";
import type { Machine } from "./machine.ts";
import { outputCache } from "./output-cache.ts";
import { resourcePool } from "./resource-pool.ts";
import { oneAtATime } from "./turn.ts";

const cacheLimitBytes = 1024 ** 3;
const keptResources = 6;

/** The runner: executes graphs, of all of them one node at a time, and keeps results and sessions between them. */
export function runRunner(
  channel: Channel,
  registry: ChildRegistry,
  machine: Machine,
): void {
  const cache = outputCache(cacheLimitBytes);
  const resources = resourcePool();
  const turn = oneAtATime();
  const jobs = new Map<
    string,
    { readonly source: CancelSource; readonly gate: Gate }
  >();
  const calls = new Map<number, (answer: Answer) => void>();
  let callCount = 0;
  const post = (message: FromRunner): void => channel.post(message);

  const run = async (
    request: Extract<ToRunner, { kind: "run" }>,
  ): Promise<void> => {
    const { job, nodes, graph, outputFolder } = request;
    const source = cancelSource();
    const gate = openGate();
    jobs.set(job, { source, gate });
    const { signal, cancelled } = source;
    const result = await execute(
      { job, nodes, graph, outputFolder, signal, cancelled, gate },
      {
        nodes: registry.nodes,
        turn,
        cache,
        resources,
        machine,
        emit: (event) => post({ kind: "event", event }),
        async background(job, node, task, input) {
          const call = ++callCount;
          const answer = new Promise<Answer>((resolve) =>
            calls.set(call, resolve),
          );
          post({ kind: "background", call, job, node, task, input });
          return valueOf(await answer);
        },
      },
    );
    jobs.delete(job);
    await resources.trim(keptResources);
    post({ kind: "ended", job, result, memoryBytes: machine.memoryBytes() });
  };

  channel.onMessage((received) => {
    // the engine is the only one at the other end
    const message = received as ToRunner;
    switch (message.kind) {
      case "run":
        void run(message);
        break;
      case "cancel":
        jobs.get(message.job)?.source.cancel();
        jobs.get(message.job)?.gate.open();
        break;
      case "pause":
        jobs.get(message.job)?.gate.close();
        break;
      case "resume":
        jobs.get(message.job)?.gate.open();
        break;
      case "background-ended":
        calls.get(message.call)?.(message.answer);
        calls.delete(message.call);
        break;
    }
  });
}
