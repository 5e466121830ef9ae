import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph.ts";
import type { EngineEvent } from "../../../engine/messages.ts";
import type { View } from "../../../engine/view.ts";
import { reduceEvent } from "../../../renderer/run/reduce-event.ts";
import { nothingRun } from "../../../renderer/run/run-state.ts";
import { showRecord } from "../../../renderer/run/show-record.ts";

const picture: View = { kind: "text", text: "first" };

describe("showRecord", () => {
  it("shows a recorded run as if it had just ended", () => {
    const state = showRecord(nothingRun, "doc", {
      summary: { id: "1", title: "Ring of 8", state: "failed", queuedAt: 1000 },
      graph: emptyGraph,
      nodes: {
        model: {
          state: "done",
          views: [picture],
          elapsedMs: 85,
          warnings: ["It is far off."],
        },
        sampler: {
          state: "failed",
          views: [],
          elapsedMs: 3,
          message: "It failed.",
        },
        plot: { state: "cancelled", views: [picture], elapsedMs: 3 },
        save: { state: "skipped", views: [], elapsedMs: 0 },
      },
    });
    expect(state.shown["doc"]).toEqual({
      model: {
        state: "done",
        caption: "85 ms",
        views: [picture],
        warnings: ["It is far off."],
      },
      sampler: { state: "failed", message: "It failed.", views: [] },
      plot: { state: "waiting", caption: "cancelled", views: [picture] },
      save: { state: "waiting", caption: "did not run", views: [] },
    });
  });

  it("leaves a node to a job that has begun it anew", () => {
    const summary = { title: "Ring of 8", document: "doc", queuedAt: 1 };
    const events: EngineEvent[] = [
      {
        kind: "job-queued",
        job: { ...summary, id: "2", state: "queued" },
        nodes: ["model"],
      },
      { kind: "job-started", job: "2", at: 2 },
      { kind: "node-started", job: "2", node: "model" },
    ];
    const running = events.reduce(reduceEvent, nothingRun);
    const done = { state: "done", views: [picture], elapsedMs: 85 } as const;
    const state = showRecord(running, "doc", {
      summary: { ...summary, id: "1", state: "done" },
      graph: emptyGraph,
      nodes: { model: done, plot: done },
    });
    expect(state.shown["doc"]).toMatchObject({
      model: { state: "running", views: [] },
      plot: { state: "done", views: [picture] },
    });
    expect(state.ranIn["doc"]).toEqual({ model: "2", plot: "1" });
  });
});
