import { ImageOff } from "lucide-react";
import { formatDuration } from "../../../engine/format-duration.ts";
import type { JobSummary } from "../../../engine/messages.ts";
import { useApp } from "../../run/app-store.ts";
import { formatClock } from "../../run/format-clock.ts";
import { isWaitingOrRunning } from "../../run/job-progress.ts";
import { clearHistory, showRun } from "../../run/run-actions.ts";
import { Png } from "../views/png.tsx";
import { RunDetails } from "./run-details.tsx";
import { MiddleEllipsis } from "../middle-ellipsis.tsx";

/** Ended runs, newest first, with what each gave; one of them opened beside. */
export function RunsPage() {
  const jobs = useApp((state) => state.run.jobs);
  const open = useApp((state) => state.openRun);
  const ended = jobs
    .filter((job) => !isWaitingOrRunning(job))
    .map((job) => job.summary)
    .toReversed();
  if (ended.length === 0)
    return (
      <p className="hint">
        No run has ended yet. Every run is kept here with its picture, its graph
        and its seeds.
      </p>
    );
  return (
    <div className="runs" data-open={open !== undefined}>
      <div className="runs-list">
        <ul className="plain-list runs-grid">
          {ended.map((summary) => (
            <li key={summary.id}>
              <RunCard
                summary={summary}
                open={open?.summary.id === summary.id}
              />
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="quiet-button"
          onClick={() => void clearHistory()}
        >
          Clear the history
        </button>
      </div>
      {open && <RunDetails record={open} />}
    </div>
  );
}

/** The run's picture; where it has none, why. */
function Picture({ summary: { picture, message } }: { summary: JobSummary }) {
  if (picture !== undefined) return <Png png={picture} alt="" />;
  return message === undefined ? (
    <ImageOff size={16} aria-hidden />
  ) : (
    <span className="run-reason">{message}</span>
  );
}

function RunCard({ summary, open }: { summary: JobSummary; open: boolean }) {
  const { startedAt, endedAt } = summary;
  const facts = [
    summary.state === "done" ? undefined : summary.state,
    endedAt === undefined ? undefined : formatClock(endedAt),
    startedAt === undefined || endedAt === undefined || summary.state !== "done"
      ? undefined
      : formatDuration(endedAt - startedAt),
  ].filter((fact) => fact !== undefined);
  return (
    <button
      type="button"
      className="run-card"
      data-state={summary.state}
      aria-pressed={open}
      title={summary.message ?? summary.title}
      onClick={() => void showRun(summary.id)}
    >
      <span className="run-picture">
        <Picture summary={summary} />
      </span>
      <MiddleEllipsis text={summary.title} />
      <span className="run-facts">{facts.join(" · ")}</span>
    </button>
  );
}
