import { Pause, Play, X } from "lucide-react";
import type { ReactNode } from "react";
import type { GraphNode } from "../../../../engine/graph.ts";
import { useApp } from "../../../run/app-store.ts";
import type { OpenDocument } from "../../../run/documents.ts";
import { isUnderWay } from "../../../run/job-progress.ts";
import { cancelJob, pauseOrResumeJob } from "../../../run/run-actions.ts";

/** Which node it is, how far it is, and what can be done about it. */
export function OptimizationHead({
  document,
  node,
  children,
}: {
  document: OpenDocument;
  node: GraphNode;
  children?: ReactNode;
}) {
  const title = useApp(
    ({ facts }) => node.title ?? facts?.nodesById.get(node.type)?.title,
  );
  const status = useApp(({ looks }) => looks[document.id]?.[node.id]);
  const state = status?.state ?? "waiting";
  const busy = state === "running" || state === "paused";
  const phase = status?.message ?? status?.caption;
  return (
    <div className="optimization-head">
      <span className="state-dot" data-state={state} />
      <strong className="ellipsis">{title}</strong>
      <span className="progress" data-state={state} hidden={!busy}>
        <span style={{ width: `${(status?.progress ?? 0) * 100}%` }} />
      </span>
      <span className="number">
        {state === "paused" ? "paused" : status?.remaining}
      </span>
      <span className="dim ellipsis stretch" title={phase}>
        {phase}
      </span>
      {children}
      {busy && <JobButtons document={document.id} node={node.id} />}
    </div>
  );
}

function JobButtons({ document, node }: { document: string; node: string }) {
  const job = useApp(({ run }) => {
    const id = run.ranIn[document]?.[node];
    return run.jobs.find((each) => each.summary.id === id);
  });
  if (!job || !isUnderWay(job)) return null;
  const { summary } = job;
  const paused = summary.state === "paused";
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => void pauseOrResumeJob(summary)}
      >
        {paused ? (
          <Play size={13} aria-hidden />
        ) : (
          <Pause size={13} aria-hidden />
        )}
        {paused ? "Go on" : "Pause"}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void cancelJob(summary.id)}
      >
        <X size={13} aria-hidden />
        Cancel
      </button>
    </>
  );
}
