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

/** How many jobs run or wait; none of which anything is known while the engine is away. */
export function pendingCount({
  run,
  connection,
}: {
  readonly run: { readonly jobs: readonly FollowedJob[] };
  readonly connection: { readonly kind: string };
}): number {
  return connection.kind === "connected"
    ? run.jobs.filter(isWaitingOrRunning).length
    : 0;
}

/** Whether the job has begun and not ended; it may rest. */
export function isUnderWay({ summary }: FollowedJob): boolean {
  return summary.state === "running" || summary.state === "paused";
}

/** What the job waits for, in words, where none of its nodes is at work. */
export function waitWords({ waits, current }: FollowedJob): string | undefined {
  return current === undefined || current === waits?.node
    ? waits?.words
    : undefined;
}

/** The jobs that are under way: first those at work, the one that began last before the others, then those that wait. */
export function jobsUnderWay(
  jobs: readonly FollowedJob[],
): readonly FollowedJob[] {
  return jobs
    .filter(isUnderWay)
    .toSorted(
      (a, b) =>
        Number(waitWords(a) !== undefined) -
          Number(waitWords(b) !== undefined) ||
        (b.summary.startedAt ?? 0) - (a.summary.startedAt ?? 0),
    );
}

/** Whether one of them is at work, or all rest; undefined where there is none. */
export function stateOfAll(
  underWay: readonly FollowedJob[],
): "running" | "paused" | undefined {
  if (underWay.length === 0) return undefined;
  return underWay.every(({ summary }) => summary.state === "paused")
    ? "paused"
    : "running";
}
