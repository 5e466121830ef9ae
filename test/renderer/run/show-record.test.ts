import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph.ts";
import type { View } from "../../../engine/view.ts";
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
});
