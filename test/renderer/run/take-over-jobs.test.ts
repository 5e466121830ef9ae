import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph.ts";
import type { EngineEvent } from "../../../engine/messages.ts";
import { nothingRun } from "../../../renderer/run/run-state.ts";
import { takeOverJobs } from "../../../renderer/run/take-over-jobs.ts";
import {
  after,
  finished,
  newer,
  picture,
  queued,
  started,
  summary,
} from "./one-job.ts";

describe("takeOverJobs", () => {
  it("stops nodes whose job went away with the engine", () => {
    const running = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "sampler" },
    ]);
    const state = takeOverJobs(running, { jobs: [], underWay: [] });
    expect(state.jobs).toEqual([]);
    expect(state.shown["doc"]?.["sampler"]?.state).toBe("waiting");
  });

  it("keeps the progress of a job that still runs", () => {
    const running = after([queued, started, finished("model", [])]);
    const jobs = [{ ...summary, state: "running" } as const];
    const state = takeOverJobs(running, { jobs, underWay: [] });
    expect(state.jobs[0]?.progress).toEqual({ model: 1 });
    expect(state.shown).toEqual(running.shown);
  });

  it("knows of a job under way what a window knows that saw it begin", () => {
    const events: EngineEvent[] = [
      { ...queued, job: { ...summary, state: "paused", startedAt: 2000 } },
      started,
      finished("model", [picture], true),
      { kind: "node-started", job: "1", node: "sampler" },
      {
        kind: "node-progress",
        job: "1",
        node: "sampler",
        done: 1,
        total: 4,
        views: [newer],
      },
      { kind: "job-paused", job: "1" },
    ];
    const jobs = [{ ...summary, state: "paused", startedAt: 2000 } as const];
    const graph = { ...emptyGraph, title: "Ring of 8" };
    const told = { jobs, underWay: [{ job: "1", graph, events }] };
    const state = takeOverJobs(nothingRun, told);
    expect(state).toEqual({ ...after(events), graphs: { "1": graph } });
    expect(state.shown["doc"]).toMatchObject({
      model: { state: "cached", views: [picture] },
      sampler: { state: "paused", progress: 0.25, views: [newer] },
    });
    expect(takeOverJobs(state, told)).toEqual(state);
  });
});
