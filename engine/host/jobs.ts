import { randomUUID } from "node:crypto";
import { BadInput } from "../../core/bad-input.ts";
import type { SpawnChild } from "../child.ts";
import { jobHistory } from "../job-history.ts";
import { jobQueue } from "../job-queue.ts";
import type {
  EngineApi,
  EngineEvent,
  JobSummary,
  JobUnderWay,
  RunAnswer,
} from "../messages.ts";
import type { NodeDescription } from "../node-definition.ts";
import { planRun } from "../plan-run.ts";
import { checkedGraph } from "../read-graph.ts";
import { backgroundLane } from "./background-lane.ts";
import { type JobEnd, type PlannedJob, runJob } from "./run-job.ts";
import { afterDeath } from "./death-words.ts";
import { runnerProcess } from "./runner-process.ts";
import { trackedChildren } from "./tracked-children.ts";

/** Everything about running graphs: the queue, the processes, the history. */
export interface Jobs extends Pick<
  EngineApi,
  "run" | "cancel" | "pause" | "resume" | "clearHistory" | "readJob"
> {
  readonly summaries: () => readonly JobSummary[];
  readonly underWay: () => readonly JobUnderWay[];
  /** Whether a node of this session wrote the file. */
  wroteFile(path: string): boolean;
  close(): Promise<void>;
}

export function startJobs(
  nodes: ReadonlyMap<string, NodeDescription>,
  spawnChild: SpawnChild,
  outputFolder: () => Promise<string>,
  publish: (event: EngineEvent) => void,
): Jobs {
  const history = jobHistory();
  const children = trackedChildren(spawnChild);
  const { spawn } = children;
  const runner = runnerProcess(spawn);
  const lane = backgroundLane();
  const written = new Set<string>();
  let closed = false;

  const emit = (event: EngineEvent): void => {
    history.apply(event);
    if (event.kind === "node-finished")
      for (const view of event.views)
        if (view.kind === "files")
          for (const { path } of view.files) written.add(path);
    publish(event);
  };

  const end = (
    id: string,
    state: JobSummary["state"],
    message?: string,
  ): void => {
    const job = history.update(id, {
      state,
      endedAt: Date.now(),
      ...(message !== undefined && { message }),
    });
    publish({ kind: "job-ended", job });
    const forgotten = history.clear("oldest");
    if (forgotten.length > 0)
      publish({ kind: "jobs-cleared", jobs: forgotten });
  };

  /** Says on the nodes that were running, and on those that now cannot, that the runner ended. */
  const tellGone = (job: PlannedJob, why: string): string => {
    const running = history.running(job.id);
    const nameOf = (id: string): string =>
      job.nodes.find((node) => node.id === id)?.name ?? id;
    const sentence = (name: string): string =>
      `The runner process ended (${why}) while ${name} was running${afterDeath(why)}`;
    for (const node of running)
      emit({
        kind: "node-failed",
        job: job.id,
        node,
        message: sentence(nameOf(node)),
      });
    const ended = history.ended(job.id);
    for (const { id, name } of job.nodes)
      if (!ended.has(id))
        emit({
          kind: "node-skipped",
          job: job.id,
          node: id,
          message: `${name} was skipped, because the runner process ended (${why}).`,
        });
    const [first] = running;
    return first === undefined
      ? `The runner process ended (${why}) while no node was running${afterDeath(why)}`
      : sentence(nameOf(first));
  };

  const finish = (job: PlannedJob, ending: JobEnd): void => {
    switch (ending.state) {
      case "done":
      case "cancelled":
        end(job.id, ending.state);
        break;
      case "failed":
        end(job.id, "failed", ending.message);
        break;
      case "gone":
        end(job.id, "failed", tellGone(job, ending.why));
        break;
    }
  };

  const queue = jobQueue<PlannedJob>(
    async (job, teller) => {
      const startedAt = Date.now();
      history.update(job.id, { state: "running", startedAt });
      publish({ kind: "job-started", job: job.id, at: startedAt });
      try {
        finish(job, await runJob(job, { runner, spawn, lane }, emit, teller));
      } catch (error) {
        end(
          job.id,
          "failed",
          error instanceof Error ? error.message : String(error),
        );
      }
    },
    (job) => end(job.id, "cancelled"),
  );

  runner.warm();
  return {
    async run({ graph: sent, targets, document, first }): Promise<RunAnswer> {
      if (closed) throw new Error("The engine is closing.");
      const graph = checkedGraph(sent);
      const plan = planRun(graph, nodes, targets);
      if (plan.kind === "refused") return plan;
      const summary: JobSummary = {
        id: randomUUID(),
        title: graph.title ?? "Untitled",
        ...(document !== undefined && { document }),
        state: "queued",
        queuedAt: Date.now(),
      };
      const folder = await outputFolder();
      const planned = plan.nodes.map(({ id }) => id);
      history.add(summary, plan.graph, planned);
      publish({ kind: "job-queued", job: summary, nodes: planned });
      queue.add(
        {
          id: summary.id,
          nodes: plan.nodes,
          graph: plan.graph,
          outputFolder: folder,
        },
        first,
      );
      return { kind: "queued", job: summary.id };
    },
    cancel: async (job) => queue.cancel(job) !== "ended",
    async pause(job) {
      if (history.state(job) !== "running" || !queue.pause(job)) return false;
      history.update(job, { state: "paused" });
      publish({ kind: "job-paused", job });
      return true;
    },
    async resume(job) {
      if (history.state(job) !== "paused" || !queue.resume(job)) return false;
      history.update(job, { state: "running" });
      publish({ kind: "job-resumed", job });
      return true;
    },
    async clearHistory() {
      publish({ kind: "jobs-cleared", jobs: history.clear("all") });
    },
    async readJob(id) {
      const record = history.record(id);
      if (record === undefined)
        throw new BadInput(`There is no job "${id}" in the history.`);
      return record;
    },
    summaries: () => history.summaries(),
    underWay: () => history.underWay(),
    wroteFile: (path) => written.has(path),
    async close() {
      closed = true;
      queue.cancelAll();
      await queue.idle();
      runner.close();
      await children.endAll();
    },
  };
}
