import type { FollowedJob } from "./run-state.ts";

/** How much of a running job is done, 0 to 1; undefined where its nodes are not known. */
export function jobProgress(job: FollowedJob): number | undefined {
  if (job.nodes.length === 0) return undefined;
  const done = job.nodes.reduce(
    (sum, node) => sum + (job.progress[node] ?? 0),
    0,
  );
  return Math.min(1, done / job.nodes.length);
}

export function isWaitingOrRunning(job: FollowedJob): boolean {
  return job.summary.state === "queued" || isUnderWay(job);
}

/** Whether the job has begun and not ended; it may rest. */
export function isUnderWay({ summary }: FollowedJob): boolean {
  return summary.state === "running" || summary.state === "paused";
}
