import { X } from "lucide-react";
import { useApp } from "../../run/app-store.ts";
import { formatClock } from "../../run/format-time.ts";
import { isWaitingOrRunning, jobProgress } from "../../run/job-progress.ts";
import { cancelJob } from "../../run/run-actions.ts";
import type { FollowedJob } from "../../run/run-state.ts";
import { IconButton } from "../icon-button.tsx";

/** Jobs that run or wait, each with its progress and its own cancel. */
export function QueueList() {
  const all = useApp((state) => state.run.jobs);
  const jobs = all.filter(isWaitingOrRunning);
  if (jobs.length === 0)
    return <p className="hint">Nothing runs or waits. Run puts a job here.</p>;
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
    const found = graph?.nodes.find((each) => each.id === job.current);
    return found && (found.title ?? facts?.nodesById.get(found.type)?.title);
  });
  const progress = jobProgress(job) ?? 0;
  const running = job.summary.state === "running";
  return (
    <li className="queue-row" data-running={running}>
      <span
        className="state-dot"
        data-state={running ? "running" : "waiting"}
      />
      <span className="ellipsis">{job.summary.title}</span>
      <span className="dim ellipsis">
        {running
          ? (node ?? "starting")
          : `waiting since ${formatClock(job.summary.queuedAt)}`}
      </span>
      <span
        className="progress"
        role="progressbar"
        aria-label={`Progress of ${job.summary.title}`}
        aria-valuenow={Math.round(progress * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${progress * 100}%` }} />
      </span>
      <span className="number">
        {running && `${Math.round(progress * 100)} %`}
      </span>
      <IconButton
        label={`Cancel ${job.summary.title}`}
        onClick={() => void cancelJob(job.summary.id)}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </li>
  );
}
