import type { Graph } from "../../engine/graph.ts";
import type { RunningEngine } from "../../engine/running-engine.ts";

/** How long a run took. */
export interface Timed {
  /** From the request to the end of the job, as the window sees it. */
  readonly wholeMs: number;
  /** Of one node, as it says itself. */
  nodeMs(node: string): number;
  readonly cached: ReadonlySet<string>;
}

/** Runs a graph up to `target` and takes the time; throws where a node fails. */
export async function runGraph(
  engine: RunningEngine,
  graph: Graph,
  target: string,
): Promise<Timed> {
  const elapsed = new Map<string, number>();
  const cached = new Set<string>();
  const started = performance.now();
  const ended = new Promise<void>((resolve, reject) => {
    const stop = engine.subscribe((event) => {
      if (event.kind === "node-finished") {
        elapsed.set(event.node, event.elapsedMs);
        if (event.cached) cached.add(event.node);
      }
      if (event.kind === "node-failed") reject(new Error(event.message));
      if (event.kind !== "job-ended") return;
      stop();
      resolve();
    });
  });
  const answer = await engine.api.run({ graph, targets: [target] });
  if (answer.kind === "refused") throw new Error(JSON.stringify(answer));
  await ended;
  return {
    wholeMs: performance.now() - started,
    nodeMs: (node) => elapsed.get(node) ?? NaN,
    cached,
  };
}
