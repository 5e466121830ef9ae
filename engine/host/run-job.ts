import type { SpawnChild } from "../child.ts";
import type { BackgroundCall, FromRunner } from "../child-messages.ts";
import type { RunResult } from "../execute.ts";
import type { Graph } from "../graph.ts";
import type { JobTeller } from "../job-queue.ts";
import type { EngineEvent } from "../messages.ts";
import type { PlannedNode } from "../plan-run.ts";
import type { BackgroundLane } from "./background-lane.ts";
import { nodeWhereabouts } from "./node-whereabouts.ts";
import { startOptimizers } from "./optimizers.ts";
import type {
  RunnerConnection,
  RunnerEnd,
  RunnerProcess,
} from "./runner-process.ts";

/** A job as the runner gets it. */
export interface PlannedJob {
  readonly id: string;
  readonly nodes: readonly PlannedNode[];
  readonly graph: Graph;
  readonly outputFolder: string;
}

/** How a job ended; `gone` where its runner did before it. */
export type JobEnd =
  RunResult | { readonly state: "gone"; readonly why: string };

/*
 * Cancelling: everybody is asked at once. A background process that does not answer is ended, so that the runner, which
 * waits for it, can end the job itself and keep its cache; a runner that computes on is ended a moment later.
 */
const killOptimizersAfterMs = 300;
const killRunnerAfterMs = 450;

/**
 * Carries out one job in the runner, with its background processes. Where the runner ends for another job, or dies while this
 * one had nothing in it that computes, the job begins anew in the next runner and finds its background processes again.
 */
export async function runJob(
  job: PlannedJob,
  processes: {
    readonly runner: RunnerProcess;
    readonly spawn: SpawnChild;
    readonly lane: BackgroundLane;
  },
  emit: (event: EngineEvent) => void,
  teller: JobTeller,
): Promise<JobEnd> {
  const optimizers = startOptimizers(processes.spawn, processes.lane);
  const timers: NodeJS.Timeout[] = [];
  try {
    return await new Promise<JobEnd>((resolve) => {
      const whereabouts = nodeWhereabouts();
      let paused = false;

      const onMessage = (message: FromRunner): void => {
        switch (message.kind) {
          case "event":
            whereabouts.apply(message.event);
            emit(message.event);
            break;
          case "ended":
            emit({ kind: "memory", bytes: message.memoryBytes });
            runner.end();
            resolve(message.result);
            break;
          case "background":
            startTask(message);
            break;
        }
      };
      const startTask = (call: BackgroundCall): void => {
        const { node } = call;
        const name = job.nodes.find(({ id }) => id === node)?.name ?? node;
        const asked = runner;
        whereabouts.leave(node);
        teller.onAway(true);
        optimizers.start(call, name, {
          progress: (progress) =>
            emit({ kind: "node-progress", job: job.id, node, ...progress }),
          answer(answer) {
            whereabouts.comeBack(node);
            teller.onAway(whereabouts.away > 0);
            asked.post({ kind: "background-ended", call: call.call, answer });
          },
        });
      };
      const onGone = (end: RunnerEnd): void => {
        if (timers.length > 0) resolve({ state: "cancelled" });
        else if (end.kind === "died" && !whereabouts.isOnlyAway())
          resolve({ state: "gone", why: end.why });
        else {
          optimizers.letGo();
          whereabouts.forget();
          teller.onAway(false);
          runner = begin();
        }
      };
      const begin = (): RunnerConnection => {
        const { id, nodes, graph, outputFolder } = job;
        const connection = processes.runner.open(id, onMessage, onGone);
        connection.post({ kind: "run", job: id, nodes, graph, outputFolder });
        if (paused) connection.post({ kind: "pause", job: id });
        return connection;
      };
      let runner = begin();
      teller.onControl({
        stop() {
          if (timers.length > 0) return;
          runner.post({ kind: "cancel", job: job.id });
          optimizers.cancel();
          timers.push(
            setTimeout(() => optimizers.kill(), killOptimizersAfterMs),
            setTimeout(() => {
              runner.kill();
              resolve({ state: "cancelled" });
            }, killRunnerAfterMs),
          );
        },
        pause() {
          if (timers.length > 0) return;
          paused = true;
          runner.post({ kind: "pause", job: job.id });
          optimizers.pause();
        },
        resume() {
          paused = false;
          runner.post({ kind: "resume", job: job.id });
          optimizers.resume();
        },
      });
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    optimizers.kill();
  }
}
