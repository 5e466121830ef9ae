import type { JobSummary } from "../../engine/messages.ts";
import { timeless } from "./busy-nodes.ts";
import type { FollowedJob, RunState } from "./run-state.ts";

export function follow(
  summary: JobSummary,
  nodes: readonly string[],
): FollowedJob {
  return { summary, nodes, progress: {}, cached: [] };
}

export function findJob(state: RunState, id: string): FollowedJob | undefined {
  return state.jobs.find((job) => job.summary.id === id);
}

export function changeJob(
  state: RunState,
  id: string,
  change: (job: FollowedJob) => FollowedJob,
): RunState {
  return {
    ...state,
    jobs: state.jobs.map((job) => (job.summary.id === id ? change(job) : job)),
  };
}

/** The job without what its node said last of its time and of what it waits for. */
export function asItGoesOn(
  followed: FollowedJob,
): Omit<FollowedJob, "remaining" | "waits"> {
  const { waits: _, ...job } = timeless(followed);
  return job;
}

/** The job after a node of it has finished. */
export function finishNode(
  followed: FollowedJob,
  node: string,
  cached: boolean,
): FollowedJob {
  const { current, ...job } = asItGoesOn(followed);
  return {
    ...job,
    progress: { ...job.progress, [node]: 1 },
    cached: cached ? [...job.cached, node] : job.cached,
    ...(current === undefined || current === node ? {} : { current }),
  };
}
