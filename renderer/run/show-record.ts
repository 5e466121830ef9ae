import { formatDuration } from "../../engine/format-duration.ts";
import type { JobRecord, NodeRecord } from "../../engine/messages.ts";
import type { NodeStatus } from "../editor/editor.ts";
import { findJob } from "./followed-jobs.ts";
import { isUnderWay } from "./job-progress.ts";
import type { RunState } from "./run-state.ts";

/** What a node says that its job came to its end without. */
export const didNotRun = "did not run";

/** Shows again what the nodes of an ended job showed, but of those that a job under way has begun anew. */
export function showRecord(
  state: RunState,
  document: string,
  record: JobRecord,
): RunState {
  const isAnew = (node: string): boolean => {
    const job = findJob(state, state.ranIn[document]?.[node] ?? "");
    return job !== undefined && isUnderWay(job);
  };
  const nodes = Object.entries(record.nodes)
    .filter(([node]) => !isAnew(node))
    .map(([node, result]) => [node, recordedStatus(result)] as const);
  return {
    ...state,
    shown: {
      ...state.shown,
      [document]: { ...state.shown[document], ...Object.fromEntries(nodes) },
    },
    ranIn: {
      ...state.ranIn,
      [document]: {
        ...state.ranIn[document],
        ...Object.fromEntries(nodes.map(([node]) => [node, record.summary.id])),
      },
    },
    graphs: { ...state.graphs, [record.summary.id]: record.graph },
  };
}

/** How a node of an ended job looks. */
export function recordedStatus(record: NodeRecord): NodeStatus {
  switch (record.state) {
    case "done":
    case "cached":
      return finishedStatus({ ...record, cached: record.state === "cached" });
    case "failed":
      return {
        state: "failed",
        views: record.views,
        ...(record.message === undefined ? {} : { message: record.message }),
      };
    case "cancelled":
      return { state: "waiting", caption: "cancelled", views: record.views };
    case "skipped":
      return { state: "waiting", caption: didNotRun, views: record.views };
  }
}

/** How a node looks that came to its end. */
export function finishedStatus({
  cached,
  elapsedMs,
  views,
  warnings,
}: {
  readonly cached: boolean;
  readonly elapsedMs: number;
  readonly views: NodeStatus["views"];
  readonly warnings?: readonly string[];
}): NodeStatus {
  const shown = { views, ...(warnings && { warnings }) };
  return cached
    ? { state: "cached", caption: "from cache", ...shown }
    : { state: "done", caption: formatDuration(elapsedMs), ...shown };
}
