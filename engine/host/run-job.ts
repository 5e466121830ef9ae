import type { SpawnChild } from "../child.ts";
import type { FromRunner } from "../child-messages.ts";
import type { RunResult } from "../execute.ts";
import type { Graph } from "../graph.ts";
import type { JobControl } from "../job-queue.ts";
import type { EngineEvent } from "../messages.ts";
import type { PlannedNode } from "../plan-run.ts";
import { startOptimizers } from "./optimizers.ts";
import type { RunnerProcess } from "./runner-process.ts";

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
 * Carries out one job in the runner, with its background processes.
 * @param onControl - Is given what governs the job.
 */
export async function runJob(
  job: PlannedJob,
  processes: { readonly runner: RunnerProcess; readonly spawn: SpawnChild },
  emit: (event: EngineEvent) => void,
  onControl: (control: JobControl) => void,
): Promise<JobEnd> {
  const optimizers = startOptimizers(processes.spawn);
  const timers: NodeJS.Timeout[] = [];
  try {
    return await new Promise<JobEnd>((resolve) => {
      const onMessage = (message: FromRunner): void => {
        switch (message.kind) {
          case "event":
            emit(message.event);
            break;
          case "ended":
            if (message.job !== job.id) break;
            emit({ kind: "memory", bytes: message.memoryBytes });
            runner.end();
            resolve(message.result);
            break;
          case "background": {
            const { call, node } = message;
            const name = job.nodes.find(({ id }) => id === node)?.name ?? node;
            optimizers.start(
              message,
              name,
              (progress) =>
                emit({
                  kind: "node-progress",
                  job: job.id,
                  node,
                  ...progress,
                }),
              (answer) =>
                runner.post({ kind: "background-ended", call, answer }),
            );
            break;
          }
        }
      };
      const runner = processes.runner.open(onMessage, (why) =>
        resolve({ state: "gone", why }),
      );
      onControl({
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
          runner.post({ kind: "pause", job: job.id });
          optimizers.pause();
        },
        resume() {
          runner.post({ kind: "resume", job: job.id });
          optimizers.resume();
        },
      });
      runner.post({
        kind: "run",
        job: job.id,
        nodes: job.nodes,
        graph: job.graph,
        outputFolder: job.outputFolder,
      });
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    optimizers.kill();
  }
}
