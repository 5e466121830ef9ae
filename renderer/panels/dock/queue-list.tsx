import { Pause, Play, X } from "lucide-react";
import { useApp } from "../../run/app-store.ts";
import { formatClock } from "../../run/format-clock.ts";
import {
  isUnderWay,
  isWaitingOrRunning,
  jobProgress,
  waitWords,
} from "../../run/job-progress.ts";
import { cancelJob, pauseOrResumeJob } from "../../run/run-actions.ts";
import type { FollowedJob } from "../../run/run-state.ts";
import { IconButton } from "../icon-button.tsx";

/** Jobs that run or wait, each with its progress and its own cancel. */
export function QueueList() {
  const all = useApp((state) => state.run.jobs);
  const away = useApp(({ connection }) => connection.kind === "lost");
  const jobs = all.filter(isWaitingOrRunning);
  if (jobs.length === 0)
    return <p className="hint">Nothing runs or waits. Run puts a job here.</p>;
  if (away)
    return (
      <p className="hint">
        While the engine is away, nothing is known of{" "}
        {jobs.map(({ summary }) => summary.title).join(", ")}.
      </p>
    );
  return (
    <ul className="plain-list queue">
      {jobs.map((job) => (
        <QueueRow key={job.summary.id} job={job} />
      ))}
    </ul>
  );
}

function QueueRow({ job }: { job: FollowedJob }) {
  const node = useApp(({ documents, facts }) => {
    const graph = documents.open.find(
      (document) => document.id === job.summary.document,
    )?.graph;
    const found = graph?.nodes.find(
      (each) => each.id === (job.current ?? job.waits?.node),
    );
    return found && (found.title ?? facts?.nodesById.get(found.type)?.title);
  });
  const progress = jobProgress(job) ?? 0;
  const { state } = job.summary;
  const underWay = isUnderWay(job);
  const waits = waitWords(job);
  const left = state === "paused" ? "paused" : (waits ?? job.remaining);
  const doing = underWay
    ? [node ?? "starting", left, `since ${formatClock(job.summary.queuedAt)}`]
        .filter(Boolean)
        .join(" · ")
    : `waiting since ${formatClock(job.summary.queuedAt)}`;
  const atWork = underWay && waits === undefined;
  return (
    <li className="queue-row" data-running={underWay}>
      <span className="state-dot" data-state={atWork ? state : "queued"} />
      <span
        className="ellipsis"
        title={`${job.summary.title}, run at ${formatClock(job.summary.queuedAt)}`}
      >
        {job.summary.title}
      </span>
      <span className="dim ellipsis" title={doing}>
        {doing}
      </span>
      <span
        className="progress"
        data-state={state}
        role="progressbar"
        aria-label={`Progress of ${job.summary.title}`}
        aria-valuenow={Math.round(progress * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${progress * 100}%` }} />
      </span>
      <span className="number">
        {underWay && `${Math.round(progress * 100)} %`}
      </span>
      <PauseButton job={job} />
      <IconButton
        label={`Cancel ${job.summary.title}`}
        onClick={() => void cancelJob(job.summary.id)}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </li>
  );
}

/** Only what has begun can rest; the room is kept. */
function PauseButton({ job }: { job: FollowedJob }) {
  if (!isUnderWay(job)) return <span />;
  const { summary } = job;
  const paused = summary.state === "paused";
  return (
    <IconButton
      label={`${paused ? "Go on with" : "Pause"} ${summary.title}`}
      onClick={() => void pauseOrResumeJob(summary)}
    >
      {paused ? (
        <Play size={14} aria-hidden />
      ) : (
        <Pause size={14} aria-hidden />
      )}
    </IconButton>
  );
}
