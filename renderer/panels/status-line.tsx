import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useApp, type Autosave } from "../run/app-store.ts";
import { formatClock } from "../run/format-clock.ts";
import { formatBytes } from "../../engine/format-bytes.ts";
import { jobProgress, jobsUnderWay, waitWords } from "../run/job-progress.ts";

/** The line at the foot of the window. */
export function StatusLine() {
  return (
    <footer className="status-line" aria-label="Status">
      <SaveStatus />
      <JobStatuses />
      <span className="stretch" />
      <CacheStatus />
      <Memory />
      <Zoom />
    </footer>
  );
}

function SaveStatus() {
  const autosave = useApp((state) => state.autosave);
  return (
    <span
      className={`status-item ${autosave.kind === "failed" ? "" : "fixed"}`}
      data-testid="autosave"
    >
      {saveIcon(autosave)}
      <span className="ellipsis" title={saveText(autosave)}>
        {saveText(autosave)}
      </span>
    </span>
  );
}

function saveIcon(autosave: Autosave) {
  switch (autosave.kind) {
    case "saved":
      return <CircleCheck size={12} className="good" aria-hidden />;
    case "failed":
      return <CircleAlert size={12} className="bad" aria-hidden />;
    case "none":
    case "pending":
      return <CircleDashed size={12} aria-hidden />;
  }
}

function saveText(autosave: Autosave): string {
  switch (autosave.kind) {
    case "none":
      return "autosave on";
    case "pending":
      return "autosaving";
    case "saved":
      return `autosaved ${formatClock(autosave.at)}`;
    case "failed":
      return `not autosaved: ${autosave.message}`;
  }
}

/** More would leave no room to any. */
const mostNamed = 2;

/** The jobs that are under way, those that began last by name; beside an optimization others run. */
function JobStatuses() {
  const ids = useApp(({ run }) =>
    jobsUnderWay(run.jobs)
      .slice(0, mostNamed)
      .map(({ summary }) => summary.id)
      .join(" "),
  );
  const others = useApp(({ run }) =>
    jobsUnderWay(run.jobs)
      .slice(mostNamed)
      .map(({ summary }) => summary.title)
      .join("\n"),
  );
  const waiting = useApp(
    ({ run }) =>
      run.jobs.filter((each) => each.summary.state === "queued").length,
  );
  const away = useApp(({ connection }) => connection.kind === "lost");
  if (away)
    return (
      <span className="status-item">
        <span className="ellipsis">what runs is not known</span>
      </span>
    );
  if (ids === "" && waiting === 0)
    return <span className="status-item">nothing runs</span>;
  return (
    <span className="status-item job-statuses" role="status">
      {ids !== "" && ids.split(" ").map((id) => <JobStatus key={id} id={id} />)}
      {others !== "" && (
        <span className="fixed" title={others}>
          {others.split("\n").length} more
        </span>
      )}
      {waiting > 0 && <span className="fixed">{waiting} waiting</span>}
    </span>
  );
}

function JobStatus({ id }: { id: string }) {
  const job = useApp(({ run }) =>
    run.jobs.find(({ summary }) => summary.id === id),
  );
  const title = useApp(({ documents, facts }) => {
    const graph = documents.open.find(
      (document) => document.id === job?.summary.document,
    )?.graph;
    const node = graph?.nodes.find((each) => each.id === job?.current);
    return node && (node.title ?? facts?.nodesById.get(node.type)?.title);
  });
  if (!job) return null;
  // that of the node that is named, where it tells its own
  const progress = job.progress[job.current ?? ""] ?? jobProgress(job);
  const what = joined([job.summary.title, title]);
  const isPaused = job.summary.state === "paused";
  const waits = isPaused ? undefined : waitWords(job);
  const left = isPaused ? "paused" : (waits ?? job.remaining);
  const percent =
    progress === undefined ? undefined : `${Math.round(progress * 100)} %`;
  return (
    <span className="job-status">
      <span className="ellipsis" title={what}>
        {what}
      </span>
      <span
        className={waits === undefined ? "fixed" : "ellipsis"}
        title={waits}
      >
        {joined([percent, left])}
      </span>
    </span>
  );
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" · ");
}

function CacheStatus() {
  const job = useApp(({ run, documents }) =>
    run.jobs.findLast(
      ({ summary, nodes }) =>
        summary.document === documents.active &&
        summary.state !== "queued" &&
        nodes.length > 0,
    ),
  );
  if (!job) return null;
  return (
    <span className="status-item fixed cache-status">
      cached {job.cached.length} of {job.nodes.length} nodes
    </span>
  );
}

function Memory() {
  const bytes = useApp((state) => state.run.memoryBytes);
  if (bytes === undefined) return null;
  return (
    <span
      className="status-item fixed"
      title="Memory of the engine's processes"
    >
      {formatBytes(bytes)}
    </span>
  );
}

function Zoom() {
  const zoom = useApp((state) => state.zoom);
  return <span className="status-item fixed">{Math.round(zoom * 100)} %</span>;
}
