import { expect, test } from "vitest";
import { emptyGraph } from "../../engine/graph.ts";
import { jobHistory } from "../../engine/job-history.ts";
import type { JobSummary } from "../../engine/messages.ts";

const summary = (id: string): JobSummary => ({
  id,
  title: id,
  state: "queued",
  queuedAt: 1,
});
const image = (bytes: number) =>
  ({
    kind: "image",
    png: new Uint8Array(bytes),
    width: 1,
    height: 1,
  }) as const;
const finished = (node: string, bytes: number) =>
  ({
    kind: "node-finished",
    job: "a",
    node,
    cached: false,
    elapsedMs: 5,
    views: [image(bytes)],
  }) as const;

test("a record tells how each node ended, and what was cut short", () => {
  const history = jobHistory();
  history.add(summary("a"), emptyGraph, []);
  for (const node of ["one", "two"])
    history.apply({ kind: "node-started", job: "a", node });
  history.apply(finished("one", 10));
  history.apply({
    kind: "node-failed",
    job: "a",
    node: "three",
    message: "It broke.",
  });
  expect(history.running("a")).toEqual(["two"]);
  history.update("a", { state: "cancelled", endedAt: 9 });
  expect(history.record("a")?.nodes).toMatchObject({
    one: { state: "done", elapsedMs: 5 },
    two: { state: "cancelled" },
    three: { state: "failed", message: "It broke." },
  });
  expect(history.record("ghost")).toBeUndefined();
});

test("the newest picture that is small enough stands for the job", () => {
  const history = jobHistory();
  history.add(summary("a"), emptyGraph, []);
  history.apply(finished("one", 10));
  history.apply(finished("two", 20));
  history.apply(finished("three", 10_000_000));
  expect(history.summaries()[0]?.picture?.byteLength).toBe(20);
});

test("the last fifty ended jobs are kept, and every job that has not ended", () => {
  const history = jobHistory();
  const ids = Array.from({ length: 60 }, (_, index) => `job-${index}`);
  for (const id of ids) {
    history.add(summary(id), emptyGraph, []);
    if (id !== "job-0") history.update(id, { state: "done", endedAt: 2 });
  }
  expect(history.clear("oldest")).toEqual(ids.slice(1, 10));
  expect(history.summaries().map(({ id }) => id)).toEqual([
    "job-0",
    ...ids.slice(10),
  ]);
  history.clear("all");
  expect(history.summaries().map(({ id }) => id)).toEqual(["job-0"]);
});

test("what is under way is told by the events that come to it, whatever they were", () => {
  const history = jobHistory();
  history.add(summary("a"), emptyGraph, ["one", "two"]);
  history.add(summary("b"), emptyGraph, ["one"]);
  history.add(summary("c"), emptyGraph, ["one"]);
  history.update("a", { state: "running", startedAt: 5 });
  history.apply({ kind: "node-started", job: "a", node: "one" });
  history.apply(finished("one", 10));
  history.apply({ kind: "node-started", job: "a", node: "two" });
  const progress = { kind: "node-progress", job: "a", node: "two", total: 9 };
  const views = [image(1)];
  history.apply({ ...progress, kind: "node-progress", done: 1, views });
  const warned = { kind: "node-warned", job: "a", node: "two" } as const;
  history.apply({ ...warned, warnings: ["Far."] });
  history.apply({ ...warned, warnings: ["Far.", "Few."] });
  history.apply({ ...progress, kind: "node-progress", done: 2 });
  history.update("a", { state: "paused" });
  history.update("c", { state: "cancelled", endedAt: 9 });
  const [a, b, ...others] = history.underWay();
  expect(a?.events).toEqual([
    expect.objectContaining({ kind: "job-queued", nodes: ["one", "two"] }),
    { kind: "job-started", job: "a", at: 5 },
    finished("one", 10),
    { kind: "node-started", job: "a", node: "two" },
    { ...warned, warnings: ["Far.", "Few."] },
    { ...progress, done: 2, views },
    { kind: "job-paused", job: "a" },
  ]);
  expect(b?.events.map(({ kind }) => kind)).toEqual(["job-queued"]);
  expect(others).toEqual([]);
});
