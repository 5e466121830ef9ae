import type { EngineEvent, JobSummary } from "../../../engine/messages.ts";
import type { View } from "../../../engine/view.ts";
import { reduceEvent } from "../../../renderer/run/reduce-event.ts";
import { nothingRun, type RunState } from "../../../renderer/run/run-state.ts";

export const summary: JobSummary = {
  id: "1",
  title: "Ring of 8",
  document: "doc",
  state: "queued",
  queuedAt: 1000,
};
export const picture: View = { kind: "text", text: "first" };
export const newer: View = { kind: "text", text: "second" };

export function after(
  events: readonly EngineEvent[],
  from: RunState = nothingRun,
) {
  return events.reduce(reduceEvent, from);
}

export const queued = {
  kind: "job-queued",
  job: summary,
  nodes: ["model", "sampler"],
} satisfies EngineEvent;
export const started = {
  kind: "job-started",
  job: "1",
  at: 2000,
} satisfies EngineEvent;
export function finished(
  node: string,
  views: View[],
  cached = false,
): EngineEvent {
  return {
    kind: "node-finished",
    job: "1",
    node,
    cached,
    elapsedMs: 1234,
    views,
  };
}
