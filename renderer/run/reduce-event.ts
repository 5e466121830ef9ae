import { formatRemaining } from "../../engine/format-duration.ts";
import type { EngineEvent, JobSummary } from "../../engine/messages.ts";
import type { NodeStatus } from "../editor/editor.ts";
import { isBusy, setBusy, timeless } from "./busy-nodes.ts";
import {
  asItGoesOn,
  changeJob,
  findJob,
  finishNode,
  follow,
} from "./followed-jobs.ts";
import { isUnderWay } from "./job-progress.ts";
import type { RunState } from "./run-state.ts";
import { didNotRun, finishedStatus } from "./show-record.ts";

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
          ...asItGoesOn(job, event.node),
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
          ...asItGoesOn(job, event.node),
          current: event.node,
          progress: { ...job.progress, [event.node]: progress ?? 0 },
          ...(remaining === undefined ? {} : { remaining }),
          ...(event.waits && event.message
            ? { waits: { node: event.node, words: event.message } }
            : {}),
        })),
        event.job,
        [event.node],
        (status) => ({
          state: busy,
          views: event.views ?? status.views,
          ...(status.warnings && { warnings: status.warnings }),
          ...(progress === undefined ? {} : { progress }),
          ...(event.message ? { caption: event.message } : {}),
          ...(remaining === undefined ? {} : { remaining }),
        }),
      );
    }
    case "node-warned":
      return changeNodes(state, event.job, [event.node], (status) => ({
        ...status,
        warnings: event.warnings,
      }));
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
          caption: isBusy(status)
            ? event.job.state === "cancelled"
              ? "cancelled"
              : "stopped"
            : didNotRun,
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

/** Nodes that are busy with the job rest or go on as it does. */
function changeBusy(state: RunState, jobId: string): RunState {
  const document = findJob(state, jobId)?.summary.document;
  if (document === undefined) return state;
  const ranIn = state.ranIn[document] ?? {};
  const as = busyState(state, jobId);
  const nodes = setBusy(state.shown[document] ?? {}, (node, status) =>
    ranIn[node] === jobId ? as : status.state,
  );
  return { ...state, shown: { ...state.shown, [document]: nodes } };
}

function busyState(state: RunState, jobId: string): "running" | "paused" {
  return findJob(state, jobId)?.summary.state === "paused"
    ? "paused"
    : "running";
}

/**
 * Changes what nodes of the job's document show, but of those that another job is busy with; a job without a document shows
 * on no canvas.
 */
function changeNodes(
  state: RunState,
  jobId: string,
  all: readonly string[],
  change: (status: NodeStatus) => NodeStatus,
): RunState {
  const document = findJob(state, jobId)?.summary.document;
  if (document === undefined) return state;
  const nodes = all.filter((node) => !isTaken(state, document, node, jobId));
  if (nodes.length === 0) return state;
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

/** Whether another job is busy with the node. */
function isTaken(
  { shown, ranIn, jobs }: RunState,
  document: string,
  node: string,
  jobId: string,
): boolean {
  const status = shown[document]?.[node];
  const other = ranIn[document]?.[node];
  if (!status || !isBusy(status) || other === jobId) return false;
  return jobs.some((job) => job.summary.id === other && isUnderWay(job));
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
