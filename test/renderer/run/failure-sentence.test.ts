import { expect, it } from "vitest";
import { emptyGraph, type Graph } from "../../../engine/graph.ts";
import type { EngineEvent, JobSummary } from "../../../engine/messages.ts";
import { failureSentence } from "../../../renderer/run/failure-sentence.ts";
import { reduceEvent } from "../../../renderer/run/reduce-event.ts";
import { nothingRun, type RunState } from "../../../renderer/run/run-state.ts";

const job: JobSummary = {
  id: "1",
  title: "Ring of 8",
  document: "doc",
  state: "queued",
  queuedAt: 1000,
};
const graph: Graph = {
  ...emptyGraph,
  nodes: ["EDM schedule", "Optimize", "Sampler"].map((title) => ({
    id: title.toLowerCase().replace(" ", "-"),
    type: "any/kind",
    title,
    position: [0, 0],
    values: {},
  })),
};

function failing(id: string, ...failures: [node: string, message: string][]) {
  const ended: JobSummary = {
    ...job,
    id,
    state: "failed",
    endedAt: 2000,
    ...(failures[0] && { message: failures[0][1] }),
  };
  const events: EngineEvent[] = [
    { kind: "job-queued", job: { ...job, id }, nodes: [] },
    ...failures.map(
      ([node, message]) =>
        ({ kind: "node-failed", job: id, node, message }) as const,
    ),
    { kind: "job-ended", job: ended },
  ];
  return { ended, events };
}

function told(run: RunState, ended: JobSummary, of: Graph | undefined = graph) {
  return failureSentence(run, ended, of, new Map()).sentence;
}

it("names the node that failed", () => {
  const { ended, events } = failing("1", [
    "edm-schedule",
    "sigma min must be below sigma max, got 100 and 80",
  ]);
  expect(told(events.reduce(reduceEvent, nothingRun), ended)).toBe(
    "EDM schedule: sigma min must be below sigma max, got 100 and 80.",
  );
});

it("tells every node that failed, the first of the run with its reason", () => {
  const { ended, events } = failing(
    "1",
    ["optimize", "The model's file is gone."],
    ["edm-schedule", "steps must be a whole number"],
    ["sampler", "no model"],
  );
  expect(told(events.reduce(reduceEvent, nothingRun), ended)).toBe(
    "Optimize: The model's file is gone. EDM schedule, Sampler failed too.",
  );
});

it("a node's name is not said twice", () => {
  const { ended, events } = failing("1", ["sampler", "Sampler takes no text."]);
  expect(told(events.reduce(reduceEvent, nothingRun), ended)).toBe(
    "Sampler takes no text.",
  );
});

it("says which node it tells of", () => {
  const { ended, events } = failing(
    "1",
    ["optimize", "The model's file is gone."],
    ["sampler", "no model"],
  );
  const run = events.reduce(reduceEvent, nothingRun);
  expect(failureSentence(run, ended, graph).node).toBe("optimize");
});

it("does not count what failed in an earlier run", () => {
  const before = failing("1", ["optimize", "The runner ended."]);
  const { ended, events } = failing("2", ["sampler", "no model"]);
  const run = [...before.events, ...events].reduce(reduceEvent, nothingRun);
  expect(told(run, ended)).toBe("Sampler: no model.");
});

it("says what the job says where no node failed or its graph is closed", () => {
  const { ended, events } = failing("1", ["sampler", "no model"]);
  const run = events.reduce(reduceEvent, nothingRun);
  expect(failureSentence(run, ended, undefined, new Map())).toEqual({
    sentence: "no model",
  });
  expect(told(nothingRun, { ...job, state: "failed" })).toBe(
    "Ring of 8 could not be run.",
  );
});
