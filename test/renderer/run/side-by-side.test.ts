import { describe, expect, it } from "vitest";
import type { EngineEvent, JobSummary } from "../../../engine/messages.ts";
import {
  jobsUnderWay,
  stateOfAll,
  waitWords,
} from "../../../renderer/run/job-progress.ts";
import { reduceEvent } from "../../../renderer/run/reduce-event.ts";
import { nothingRun, type RunState } from "../../../renderer/run/run-state.ts";
import { takeOverJobs } from "../../../renderer/run/take-over-jobs.ts";

const nodes = ["optimize", "sampler"];
const summaryOf = (id: string): JobSummary => ({
  id,
  title: `Run ${id}`,
  document: "doc",
  state: "queued",
  queuedAt: 1000,
});
const begun = (job: string, at: number): EngineEvent[] => [
  { kind: "job-queued", job: summaryOf(job), nodes },
  { kind: "job-started", job, at },
];
const atWork = (job: string, node: string): EngineEvent => ({
  kind: "node-started",
  job,
  node,
});
const ended = (job: string, state: JobSummary["state"]): EngineEvent => ({
  kind: "job-ended",
  job: { ...summaryOf(job), state, endedAt: 9000 },
});

function after(events: readonly EngineEvent[], from: RunState = nothingRun) {
  return events.reduce(reduceEvent, from);
}
function shown(state: RunState, node: string) {
  return state.shown["doc"]?.[node]?.state;
}

/** The first is at work with `optimize`, and so is the second, which the engine lets wait; `sampler` is the second's. */
const both = after([
  ...begun("1", 2000),
  atWork("1", "optimize"),
  ...begun("2", 3000),
  atWork("2", "sampler"),
]);

describe("two jobs of one document", () => {
  it("show a node at work for the one that began it until that one is through with it", () => {
    expect(shown(both, "optimize")).toBe("running");
    const waits: EngineEvent = {
      kind: "node-progress",
      job: "2",
      node: "optimize",
      done: 0,
      total: 0,
      message: "waits",
    };
    const told = after([atWork("2", "optimize"), waits], both);
    expect(told.shown["doc"]?.["optimize"]).not.toHaveProperty("caption");
    const over = after([ended("1", "cancelled"), waits], told);
    expect(over.shown["doc"]?.["optimize"]).toMatchObject({
      state: "running",
      caption: "waits",
    });
  });

  it("rest each with its own nodes only", () => {
    const paused = after([{ kind: "job-paused", job: "1" }], both);
    expect(shown(paused, "optimize")).toBe("paused");
    expect(shown(paused, "sampler")).toBe("running");
    const after2 = after([ended("2", "cancelled")], paused);
    expect(shown(after2, "optimize")).toBe("paused");
    expect(shown(after2, "sampler")).toBe("waiting");
  });

  it("are taken over each with its own state after the line was away", () => {
    const state = takeOverJobs(both, {
      jobs: [
        { ...summaryOf("1"), state: "paused" },
        { ...summaryOf("2"), state: "done", endedAt: 4000 },
      ],
      underWay: [],
    });
    expect(shown(state, "optimize")).toBe("paused");
    expect(shown(state, "sampler")).toBe("waiting");
  });

  it("are under way with the one at work in front of one that waits, until that goes on", () => {
    const waits: EngineEvent = {
      kind: "node-progress",
      job: "2",
      node: "optimize",
      done: 0,
      total: 0,
      message: "waits for another",
      waits: true,
    };
    const idsOf = (state: RunState) =>
      jobsUnderWay(state.jobs).map(({ summary }) => summary.id);
    expect(idsOf(after([waits, atWork("2", "sampler")], both))).toEqual([
      "2",
      "1",
    ]);
    const told = after(
      [
        waits,
        {
          kind: "node-finished",
          job: "2",
          node: "sampler",
          cached: true,
          elapsedMs: 0,
          views: [],
        },
      ],
      both,
    );
    expect(told.jobs.map(waitWords)).toEqual([undefined, "waits for another"]);
    expect(idsOf(told)).toEqual(["1", "2"]);
    const { waits: _, ...goesOn } = waits;
    expect(idsOf(after([goesOn], told))).toEqual(["2", "1"]);
  });

  it("are under way with the last begun in front, and rest where both do", () => {
    const ids = jobsUnderWay(both.jobs).map(({ summary }) => summary.id);
    expect(ids).toEqual(["2", "1"]);
    const first = after([{ kind: "job-paused", job: "1" }], both);
    expect(stateOfAll(jobsUnderWay(first.jobs))).toBe("running");
    const all = after([{ kind: "job-paused", job: "2" }], first);
    expect(stateOfAll(jobsUnderWay(all.jobs))).toBe("paused");
    expect(stateOfAll(jobsUnderWay([]))).toBeUndefined();
  });
});
