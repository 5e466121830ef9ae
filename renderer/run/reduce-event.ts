import { formatRemaining } from "../../engine/format-duration.ts";
import type { EngineEvent, JobSummary } from "../../engine/messages.ts";
import type { NodeStatus } from "../editor/editor.ts";
import { isBusy, setBusy, timeless } from "./busy-nodes.ts";
import type { FollowedJob, RunState } from "./run-state.ts";
import { finishedStatus } from "./show-record.ts";

const waiting: NodeStatus = { state: "waiting", views: [] };

/** The one place where an event of the engine becomes state. Pure. */
export function reduceEvent(state: RunState, event: EngineEvent): RunState {
  switch (event.kind) {
    case "job-queued": {
      const job = follow(event.job, event.nodes);
      const others = state.jobs.filter(
        (each) => each.summary.id !== event.job.id,
      );
      return { ...state, jobs: [...others, job] };
    }
    case "job-started": {
      const started = changeJob(state, event.job, (job) => ({
        ...job,
        summary: { ...job.summary, state: "running", startedAt: event.at },
      }));
      const nodes = findJob(started, event.job)?.nodes ?? [];
      return changeNodes(started, event.job, nodes, (status) => ({
        state: "waiting",
        views: status.views,
      }));
    }
    case "job-paused":
      return changeBusy(
        changeJob(state, event.job, (job) => ({
          ...timeless(job),
          summary: { ...job.summary, state: "paused" },
        })),
        event.job,
      );
    case "job-resumed":
      return changeBusy(
        changeJob(state, event.job, (job) => ({
          ...job,
          summary: { ...job.summary, state: "running" },
        })),
        event.job,
      );
    case "node-started":
      return changeNodes(
        changeJob(state, event.job, (job) => ({
          ...timeless(job),
          current: event.node,
          progress: { ...job.progress, [event.node]: 0 },
        })),
        event.job,
        [event.node],
        (status) => ({
          state: busyState(state, event.job),
          views: status.views,
        }),
      );
    case "node-progress": {
      // a background process may still tell of a node that has failed meanwhile
      if (hasEnded(state, event.job, event.node)) return state;
      const progress =
        event.total > 0 ? clamp(event.done / event.total) : undefined;
      const busy = busyState(state, event.job);
      const remaining =
        event.remainingMs === undefined || busy === "paused"
          ? undefined
          : formatRemaining(event.remainingMs);
      return changeNodes(
        changeJob(state, event.job, (job) => ({
          ...timeless(job),
          current: event.node,
          progress: { ...job.progress, [event.node]: progress ?? 0 },
          ...(remaining === undefined ? {} : { remaining }),
        })),
        event.job,
        [event.node],
        (status) => ({
          state: busy,
          views: event.views ?? status.views,
          ...(progress === undefined ? {} : { progress }),
          ...(event.message ? { caption: event.message } : {}),
          ...(remaining === undefined ? {} : { remaining }),
        }),
      );
    }
    case "node-finished":
      return changeNodes(
        changeJob(state, event.job, (job) =>
          finishNode(job, event.node, event.cached),
        ),
        event.job,
        [event.node],
        () => finishedStatus(event),
      );
    case "node-failed":
      return changeNodes(
        changeJob(state, event.job, (job) =>
          finishNode(job, event.node, false),
        ),
        event.job,
        [event.node],
        () => ({ state: "failed", message: event.message, views: [] }),
      );
    case "node-skipped":
      return changeNodes(state, event.job, [event.node], (status) => ({
        state: "waiting",
        caption: event.message,
        views: status.views,
      }));
    case "job-ended": {
      const known = findJob(state, event.job.id)
        ? state
        : { ...state, jobs: [...state.jobs, follow(event.job, [])] };
      const ended = changeJob(known, event.job.id, (job) => ({
        summary: event.job,
        nodes: job.nodes,
        progress: job.progress,
        cached: job.cached,
      }));
      return changeNodes(
        ended,
        event.job.id,
        unfinished(state, event.job),
        (status) => ({
          state: "waiting",
          views: status.views,
          ...(isBusy(status)
            ? {
                caption:
                  event.job.state === "cancelled" ? "cancelled" : "stopped",
              }
            : {}),
        }),
      );
    }
    case "jobs-cleared": {
      const cleared = new Set(event.jobs);
      return {
        ...state,
        jobs: state.jobs.filter((job) => !cleared.has(job.summary.id)),
      };
    }
    case "memory":
      return { ...state, memoryBytes: event.bytes };
    case "settings":
      return state;
  }
}

/**
 * Takes over the engine's list of jobs after (re)connecting. Nodes that seemed to run, of jobs that do not, wait again:
 * the events that told so were missed.
 */
export function takeOverJobs(
  state: RunState,
  summaries: readonly JobSummary[],
): RunState {
  const jobs = summaries.map((summary): FollowedJob => {
    const known = findJob(state, summary.id);
    return known ? { ...known, summary } : follow(summary, []);
  });
  const underWay = new Map(
    summaries.flatMap(({ document, state: is }) =>
      is === "running" || is === "paused" ? [[document, is] as const] : [],
    ),
  );
  const shown = Object.entries(state.shown).map(
    ([document, nodes]) =>
      [document, setBusy(nodes, underWay.get(document))] as const,
  );
  return { ...state, jobs, shown: Object.fromEntries(shown) };
}

function follow(summary: JobSummary, nodes: readonly string[]): FollowedJob {
  return { summary, nodes, progress: {}, cached: [] };
}

function findJob(state: RunState, id: string): FollowedJob | undefined {
  return state.jobs.find((job) => job.summary.id === id);
}

function changeJob(
  state: RunState,
  id: string,
  change: (job: FollowedJob) => FollowedJob,
): RunState {
  return {
    ...state,
    jobs: state.jobs.map((job) => (job.summary.id === id ? change(job) : job)),
  };
}

/** Nodes of the job that are busy rest or go on as the job does. */
function changeBusy(state: RunState, jobId: string): RunState {
  const document = findJob(state, jobId)?.summary.document;
  if (document === undefined) return state;
  const nodes = setBusy(state.shown[document] ?? {}, busyState(state, jobId));
  return { ...state, shown: { ...state.shown, [document]: nodes } };
}

function busyState(state: RunState, jobId: string): "running" | "paused" {
  return findJob(state, jobId)?.summary.state === "paused"
    ? "paused"
    : "running";
}

function finishNode(
  followed: FollowedJob,
  node: string,
  cached: boolean,
): FollowedJob {
  const { current, ...job } = timeless(followed);
  return {
    ...job,
    progress: { ...job.progress, [node]: 1 },
    cached: cached ? [...job.cached, node] : job.cached,
    ...(current === undefined || current === node ? {} : { current }),
  };
}

/** Changes what nodes of the job's document show; a job without a document shows on no canvas. */
function changeNodes(
  state: RunState,
  jobId: string,
  nodes: readonly string[],
  change: (status: NodeStatus) => NodeStatus,
): RunState {
  const document = findJob(state, jobId)?.summary.document;
  if (document === undefined || nodes.length === 0) return state;
  const before = state.shown[document] ?? {};
  const changed = nodes.map(
    (node) => [node, change(before[node] ?? waiting)] as const,
  );
  return {
    ...state,
    shown: {
      ...state.shown,
      [document]: { ...before, ...Object.fromEntries(changed) },
    },
    ranIn: {
      ...state.ranIn,
      [document]: {
        ...state.ranIn[document],
        ...Object.fromEntries(nodes.map((node) => [node, jobId])),
      },
    },
  };
}

/** Whether the job has ended, or is through with the node. */
function hasEnded(state: RunState, jobId: string, node: string): boolean {
  const job = findJob(state, jobId);
  return (
    job?.summary.endedAt !== undefined ||
    (job?.progress[node] === 1 && job.current !== node)
  );
}

/** Nodes of the job's document that still look busy, but not with another job. */
function unfinished(state: RunState, job: JobSummary): readonly string[] {
  const document = job.document ?? "";
  const shown = state.shown[document] ?? {};
  const ranIn = state.ranIn[document] ?? {};
  const nodes = findJob(state, job.id)?.nodes ?? [];
  const candidates = nodes.length > 0 ? nodes : Object.keys(shown);
  return candidates.filter((node) => {
    const status = shown[node];
    if ((ranIn[node] ?? job.id) !== job.id) return false;
    return status && (isBusy(status) || status.state === "waiting");
  });
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
