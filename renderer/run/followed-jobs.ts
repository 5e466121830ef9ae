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

/** The job without what was said last of its time, and of what this node waits for. */
export function asItGoesOn(
  followed: FollowedJob,
  node: string,
): Omit<FollowedJob, "remaining"> {
  const { waits, ...job } = timeless(followed);
  return waits && waits.node !== node ? { ...job, waits } : job;
}

/** The job after a node of it has finished. */
export function finishNode(
  followed: FollowedJob,
  node: string,
  cached: boolean,
): FollowedJob {
  const { current, ...job } = asItGoesOn(followed, node);
  return {
    ...job,
    progress: { ...job.progress, [node]: 1 },
    cached: cached ? [...job.cached, node] : job.cached,
    ...(current === undefined || current === node ? {} : { current }),
  };
}
