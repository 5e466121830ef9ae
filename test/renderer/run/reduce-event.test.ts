import { describe, expect, it } from "vitest";
import type { EngineEvent, JobSummary } from "../../../engine/messages.ts";
import { jobProgress } from "../../../renderer/run/job-progress.ts";
import { reduceEvent } from "../../../renderer/run/reduce-event.ts";
import {
  after,
  finished,
  newer,
  picture,
  queued,
  started,
  summary,
} from "./one-job.ts";

describe("reduceEvent", () => {
  it("keeps what is to be minded of a node at work until it begins anew", () => {
    const warned = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "sampler" },
      { kind: "node-warned", job: "1", node: "sampler", warnings: ["Far."] },
      { kind: "node-progress", job: "1", node: "sampler", done: 1, total: 4 },
    ]);
    expect(warned.shown["doc"]?.["sampler"]).toMatchObject({
      state: "running",
      progress: 0.25,
      warnings: ["Far."],
    });
    const anew = after(
      [{ kind: "node-started", job: "1", node: "sampler" }],
      warned,
    );
    expect(anew.shown["doc"]?.["sampler"]?.warnings).toBeUndefined();
  });

  it("leaves a node at work for its job when another of the same document is cancelled", () => {
    const second: JobSummary = { ...summary, id: "2" };
    const { shown } = after([
      queued,
      { kind: "job-queued", job: second, nodes: ["model", "sampler"] },
      started,
      { kind: "node-started", job: "1", node: "sampler" },
      { kind: "job-ended", job: { ...second, state: "cancelled" } },
    ]);
    expect(shown["doc"]?.["sampler"]?.state).toBe("running");
  });

  it("leaves a node failed when progress of its background process comes late", () => {
    const failed = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "sampler" },
      { kind: "node-failed", job: "1", node: "sampler", message: "It died." },
    ]);
    const late: EngineEvent = {
      kind: "node-progress",
      job: "1",
      node: "sampler",
      done: 1,
      total: 4,
    };
    expect(reduceEvent(failed, late)).toBe(failed);
    const ended = after(
      [
        {
          kind: "job-ended",
          job: { ...summary, state: "failed", endedAt: 3000 },
        },
      ],
      failed,
    );
    expect(reduceEvent(ended, late)).toBe(ended);
  });

  it("follows a job from queued to done", () => {
    const state = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "model" },
      finished("model", [], true),
      { kind: "node-started", job: "1", node: "sampler" },
      finished("sampler", [picture]),
      {
        kind: "job-ended",
        job: { ...summary, state: "done", startedAt: 2000, endedAt: 3000 },
      },
    ]);
    expect(state.jobs).toHaveLength(1);
    expect(state.jobs[0]?.summary.state).toBe("done");
    expect(state.jobs[0]?.cached).toEqual(["model"]);
    expect(state.jobs[0]?.current).toBeUndefined();
    expect(state.shown["doc"]).toEqual({
      model: { state: "cached", caption: "from cache", views: [] },
      sampler: { state: "done", caption: "1.2 s", views: [picture] },
    });
  });

  it("does not change the state that it was given", () => {
    const before = after([queued, started]);
    const copy = structuredClone(before);
    reduceEvent(before, finished("model", []));
    expect(before).toEqual(copy);
  });

  it("counts a half-done node of two as a quarter of the job", () => {
    const state = after([
      queued,
      started,
      { kind: "node-progress", job: "1", node: "model", done: 5, total: 10 },
    ]);
    const [job] = state.jobs;
    expect(job && jobProgress(job)).toBe(0.25);
  });

  it("says what is done and how long it still takes", () => {
    const state = after([
      queued,
      started,
      {
        kind: "node-progress",
        job: "1",
        node: "sampler",
        done: 3,
        total: 10,
        message: "step 3 of 10",
        remainingMs: 40_200,
      },
    ]);
    expect(state.shown["doc"]?.["sampler"]).toEqual({
      state: "running",
      progress: 0.3,
      caption: "step 3 of 10",
      remaining: "41 s left",
      views: [],
    });
  });

  it("keeps showing a node's last result until the next one comes", () => {
    const first = after([queued, started, finished("sampler", [picture])]);
    const again = after(
      [
        { ...queued, job: { ...summary, id: "2" } },
        { kind: "job-started", job: "2", at: 4000 },
      ],
      first,
    );
    expect(again.shown["doc"]?.["sampler"]).toEqual({
      state: "waiting",
      views: [picture],
    });
    const running = reduceEvent(again, {
      kind: "node-progress",
      job: "2",
      node: "sampler",
      done: 1,
      total: 2,
      views: [newer],
    });
    expect(running.shown["doc"]?.["sampler"]?.views).toEqual([newer]);
  });

  it("shows a failure on the node that failed and drops its old result", () => {
    const state = after([
      queued,
      started,
      finished("sampler", [picture]),
      {
        kind: "node-failed",
        job: "1",
        node: "sampler",
        message: "steps must be at least 1, got 0.",
      },
    ]);
    expect(state.shown["doc"]?.["sampler"]).toEqual({
      state: "failed",
      message: "steps must be at least 1, got 0.",
      views: [],
    });
  });

  it("leaves no node running after its job was cancelled", () => {
    const state = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "sampler" },
      { kind: "job-ended", job: { ...summary, state: "cancelled" } },
    ]);
    expect(state.shown["doc"]?.["sampler"]).toEqual({
      state: "waiting",
      caption: "cancelled",
      views: [],
    });
    expect(state.shown["doc"]?.["model"]?.state).toBe("waiting");
  });

  it.each(["cancelled", "failed"] as const)(
    "says of nodes that an ended job did not come to that they did not run, until the next one starts: %s",
    (how) => {
      const ended = after([
        queued,
        { ...queued, job: { ...summary, id: "2" } },
        started,
        finished("model", [picture]),
        { kind: "job-ended", job: { ...summary, state: how } },
      ]);
      expect(ended.shown["doc"]?.["model"]?.state).toBe("done");
      expect(ended.shown["doc"]?.["sampler"]).toEqual({
        state: "waiting",
        caption: "did not run",
        views: [],
      });
      const next = reduceEvent(ended, {
        kind: "job-started",
        job: "2",
        at: 4000,
      });
      expect(next.shown["doc"]?.["sampler"]).toEqual({
        state: "waiting",
        views: [],
      });
    },
  );

  it("keeps the results of nodes that a run of other nodes does not touch", () => {
    const first = after([queued, started, finished("model", [picture])]);
    const again = after(
      [
        {
          kind: "job-queued",
          job: { ...summary, id: "2" },
          nodes: ["sampler"],
        },
        { kind: "job-started", job: "2", at: 4000 },
        { kind: "job-ended", job: { ...summary, id: "2", state: "done" } },
      ],
      first,
    );
    expect(again.shown["doc"]?.["model"]?.views).toEqual([picture]);
    expect(again.shown["doc"]?.["model"]?.state).toBe("done");
  });

  it("shows a job of one document on that document alone", () => {
    const state = after([queued, started, finished("model", [])]);
    expect(Object.keys(state.shown)).toEqual(["doc"]);
  });

  it("forgets jobs that were cleared and no others", () => {
    const state = after([
      queued,
      { ...queued, job: { ...summary, id: "2" } },
      { kind: "jobs-cleared", jobs: ["1"] },
    ]);
    expect(state.jobs.map((job) => job.summary.id)).toEqual(["2"]);
  });
});
