import { describe, expect, it } from "vitest";
import type { EngineEvent, JobSummary } from "../../../engine/messages.ts";
import { takeOverJobs } from "../../../renderer/run/take-over-jobs.ts";
import { after, queued, started, summary } from "./one-job.ts";

describe("what runs", () => {
  it("rests with a paused job, whatever comes late, and goes on with it", () => {
    const progress: EngineEvent = {
      kind: "node-progress",
      job: "1",
      node: "sampler",
      done: 3,
      total: 10,
      message: "step 3 of 10",
      remainingMs: 40_200,
    };
    const running = after([queued, started, progress]);
    expect(running.jobs[0]?.remaining).toBe("41 s left");
    const paused = after(
      [
        { kind: "job-paused", job: "1" },
        { ...progress, done: 4 },
      ],
      running,
    );
    expect(paused.jobs[0]?.summary.state).toBe("paused");
    expect(paused.jobs[0]).not.toHaveProperty("remaining");
    expect(paused.shown["doc"]?.["sampler"]).toEqual({
      state: "paused",
      progress: 0.4,
      caption: "step 3 of 10",
      views: [],
    });
    expect(paused.shown["doc"]?.["model"]?.state).toBe("waiting");
    const resumed = after([{ kind: "job-resumed", job: "1" }], paused);
    expect(resumed.jobs[0]?.summary.state).toBe("running");
    expect(resumed.shown["doc"]?.["sampler"]?.state).toBe("running");
    const cancelled = after(
      [
        {
          kind: "job-ended",
          job: { ...summary, state: "cancelled", endedAt: 3000 },
        },
      ],
      paused,
    );
    expect(cancelled.shown["doc"]?.["sampler"]).toEqual({
      state: "waiting",
      caption: "cancelled",
      views: [],
    });
  });

  it("takes over from the engine that a job was paused while the line was away", () => {
    const running = after([
      queued,
      started,
      { kind: "node-started", job: "1", node: "sampler" },
    ]);
    const listed = (state: JobSummary["state"]) => ({
      jobs: [{ ...summary, state }],
      underWay: [],
    });
    const back = takeOverJobs(running, listed("paused"));
    expect(back.shown["doc"]?.["sampler"]?.state).toBe("paused");
    const on = takeOverJobs(back, listed("running"));
    expect(on.shown["doc"]?.["sampler"]?.state).toBe("running");
  });
});
