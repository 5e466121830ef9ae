import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChildRole } from "../../../engine/child.ts";
import { graphVersion } from "../../../engine/graph.ts";
import type { Graph, GraphNode } from "../../../engine/graph.ts";
import { createEngine } from "../../../engine/host/engine.ts";
import { forkChild } from "../../../engine/host/fork.ts";
import type {
  EngineEvent,
  JobRecord,
  JobSummary,
} from "../../../engine/messages.ts";
import type { RunningEngine } from "../../../engine/running-engine.ts";
import { modelHashes } from "../../../models/model-hash.ts";
import { classNames } from "../../../models/class-names.ts";
import { testDescriptions } from "./test-nodes.ts";

export interface StartedEngine extends RunningEngine {
  readonly folder: string;
  readonly events: EngineEvent[];
  /** Every child that was made, in order. */
  readonly children: { readonly role: ChildRole; readonly pid: number }[];
  /** Queues a run that must not be refused. */
  start(graph: Graph, targets?: readonly string[]): Promise<string>;
  /** Waits for the end of a job. */
  ended(job: string): Promise<JobSummary>;
  /** Runs a graph to its end. */
  finish(graph: Graph): Promise<JobRecord>;
  /** Waits until an event fits. */
  seen(fits: (event: EngineEvent) => boolean): Promise<EngineEvent>;
}

/** An engine with real processes that run the tests' nodes. */
export async function startEngine(child: string): Promise<StartedEngine> {
  const folder = await mkdtemp(join(tmpdir(), "stepwright-engine-"));
  const fork = forkChild(child);
  const children: { role: ChildRole; pid: number }[] = [];
  const engine = createEngine({
    version: "test",
    nodes: testDescriptions,
    spawn(role) {
      const made = fork(role);
      children.push({ role, pid: made.pid ?? 0 });
      return made;
    },
    homeFolder: join(folder, "home"),
    stateFolder: join(folder, "state"),
    hashes: modelHashes,
    classNames,
    templateFolder: join(folder, "templates"),
  });
  const events: EngineEvent[] = [];
  engine.subscribe((event) => void events.push(event));
  const seen = (fits: (event: EngineEvent) => boolean): Promise<EngineEvent> =>
    new Promise((resolve) => {
      const already = events.find(fits);
      if (already !== undefined) {
        resolve(already);
        return;
      }
      const stop = engine.subscribe((event) => {
        if (!fits(event)) return;
        stop();
        resolve(event);
      });
    });
  const start = async (
    graph: Graph,
    targets?: readonly string[],
  ): Promise<string> => {
    const answer = await engine.api.run({ graph, ...(targets && { targets }) });
    if (answer.kind === "refused")
      throw new Error(answer.problems.map(({ message }) => message).join(" "));
    return answer.job;
  };
  const ended = async (job: string): Promise<JobSummary> => {
    const event = await seen(
      (other) => other.kind === "job-ended" && other.job.id === job,
    );
    return (event as Extract<EngineEvent, { kind: "job-ended" }>).job;
  };
  return {
    ...engine,
    folder,
    events,
    children,
    start,
    ended,
    seen,
    async finish(graph) {
      const job = await start(graph);
      await ended(job);
      return engine.api.readJob(job);
    },
  };
}

type Nodes = Readonly<
  Record<string, readonly [type: string, values?: GraphNode["values"]]>
>;

/**
 * A graph from a short form.
 * @param links - As `a.value > b.input`.
 */
export function graphOf(nodes: Nodes, ...links: readonly string[]): Graph {
  return {
    format: "stepwright-graph",
    version: graphVersion,
    title: "Test",
    nodes: Object.entries(nodes).map(([id, [type, values = {}]]) => ({
      id,
      type: `test/${type}`,
      position: [0, 0],
      values,
    })),
    links: links.map((link) => {
      const [from = "", to = ""] = link.split(" > ");
      const [fromNode = "", output = ""] = from.split(".");
      const [toNode = "", input = ""] = to.split(".");
      return {
        from: { node: fromNode, output },
        to: { node: toNode, input },
      };
    }),
    groups: [],
  };
}
