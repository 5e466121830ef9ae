import type { Hello, JobUnderWay } from "../../engine/messages.ts";
import { setBusy } from "./busy-nodes.ts";
import { findJob, follow } from "./followed-jobs.ts";
import { isUnderWay } from "./job-progress.ts";
import { reduceEvent } from "./reduce-event.ts";
import type { FollowedJob, RunState } from "./run-state.ts";

/**
 * Takes over the engine's list of jobs after (re)connecting, and what those have come to that are under way: the events
 * that told so were missed. Nodes that seemed to run, of jobs that do not, wait again.
 */
export function takeOverJobs(
  state: RunState,
  { jobs: summaries, underWay: told }: Pick<Hello, "jobs" | "underWay">,
): RunState {
  const jobs = summaries.map((summary): FollowedJob => {
    const known = findJob(state, summary.id);
    return known ? { ...known, summary } : follow(summary, []);
  });
  const underWay = jobs.filter(isUnderWay).map(({ summary }) => summary);
  const shown = Object.entries(state.shown).map(([document, nodes]) => {
    const ranIn = state.ranIn[document] ?? {};
    const stateOf = (node: string) => {
      const job = underWay.find(({ id }) => id === ranIn[node]);
      return job?.state === "paused" ? job.state : job && "running";
    };
    return [document, setBusy(nodes, stateOf)] as const;
  });
  const listed = { ...state, jobs, shown: Object.fromEntries(shown) };
  return told.reduce(withUnderWay, listed);
}

function withUnderWay(
  state: RunState,
  { job, graph, events }: JobUnderWay,
): RunState {
  const reduced = events.reduce(reduceEvent, state);
  return { ...reduced, graphs: { [job]: graph, ...reduced.graphs } };
}
