import { expect, test } from "vitest";
import { type StartedEngine, graphOf } from "../processes/started-engine.ts";
import { engineOfEachTest } from "../processes/engine-of-each-test.ts";
import { sum, waiting } from "../processes/test-graphs.ts";

let engine: StartedEngine;
engineOfEachTest((started) => {
  engine = started;
});

const counting = (to: number) =>
  graphOf(
    { task: ["background", { to, stepMs: 5 }], show: ["show"] },
    "task.value > show.value",
  );
const progressOf = (node: string) =>
  engine.events.filter(
    (event) => event.kind === "node-progress" && event.node === node,
  ).length;
/** Long enough for some reports, were there any. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 250));

test.each([
  ["a background task", counting(100), "task"],
  [
    "a node in the runner",
    graphOf(
      { wait: ["wait", { steps: 50, stepMs: 10 }], show: ["show"] },
      "wait.value > show.value",
    ),
    "wait",
  ],
])(
  "%s rests while its job is paused, and then goes on to the same end",
  async (_, graph, node) => {
    const job = await engine.start(graph);
    expect(await engine.api.resume(job)).toBe(false);
    await engine.seen(
      (event) => event.kind === "node-progress" && event.node === node,
    );
    expect(await engine.api.pause(job)).toBe(true);
    expect(await engine.api.pause(job)).toBe(false);
    await aMoment();
    const before = progressOf(node);
    await aMoment();
    expect(progressOf(node)).toBe(before);
    const { jobs } = await engine.api.hello();
    expect(jobs.find(({ id }) => id === job)?.state).toBe("paused");
    expect(await engine.api.resume(job)).toBe(true);
    expect((await engine.ended(job)).state).toBe("done");
    expect(engine.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["job-paused", "job-resumed"]),
    );
    expect(await engine.api.pause(job)).toBe(false);
  },
);

test.each([
  ["a background task", counting(1e6), "task"],
  ["a node in the runner", waiting, "wait"],
])(
  "%s that is paused is cancelled as any other, and the next job runs",
  async (_, graph, node) => {
    const job = await engine.start(graph);
    const next = await engine.start(sum);
    await engine.seen(
      (event) => event.kind === "node-progress" && event.node === node,
    );
    await engine.api.pause(job);
    await aMoment();
    await engine.api.cancel(job);
    expect((await engine.ended(job)).state).toBe("cancelled");
    expect((await engine.ended(next)).state).toBe("done");
  },
);

test("closing while a job is paused leaves no process", async () => {
  const job = await engine.start(counting(1e6));
  await engine.seen((event) => event.kind === "node-progress");
  await engine.api.pause(job);
  await aMoment();
  // afterEach closes the engine and looks for processes
  expect(engine.children.map(({ role }) => role)).toEqual([
    "runner",
    "optimizer",
  ]);
});
