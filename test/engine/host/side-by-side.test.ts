import { expect, test } from "vitest";
import type { Graph } from "../../../engine/graph.ts";
import { isAlive } from "../processes/is-alive.ts";
import { type StartedEngine, graphOf } from "../processes/started-engine.ts";
import { engineOfEachTest } from "../processes/engine-of-each-test.ts";
import { sum } from "../processes/test-graphs.ts";

let engine: StartedEngine;
engineOfEachTest((started) => {
  engine = started;
});

const single = (node: string, ...values: readonly Record<string, number>[]) =>
  graphOf(
    { node: [node, values[0] ?? {}], show: ["show"] },
    "node.value > show.value",
  );
const counting = (to: number) => single("background", { to, stepMs: 10 });
const forever = counting(1e6);

/** Starts a job and waits until its first node says how far it is. */
async function startAndSee(graph: Graph): Promise<string> {
  const job = await engine.start(graph);
  await engine.seen(
    (event) => event.kind === "node-progress" && event.job === job,
  );
  return job;
}

const startedIn = (job: string) => (event: object) =>
  "kind" in event &&
  event.kind === "node-started" &&
  "job" in event &&
  event.job === job;
const stateOf = async (job: string) =>
  (await engine.api.hello()).jobs.find(({ id }) => id === job)?.state;
const optimizers = () =>
  engine.children.filter(({ role }) => role === "optimizer");
/** What the nodes of a job said that they do, in order. */
const wordsOf = (job: string) =>
  engine.events.flatMap((event) =>
    event.kind === "node-progress" && event.job === job && event.message
      ? [event.message]
      : [],
  );

test("while a job has a task in the background, others run to their ends, paused or not", async () => {
  const background = await startAndSee(forever);
  expect((await engine.finish(sum)).summary.state).toBe("done");
  await engine.api.pause(background);
  expect((await engine.finish(sum)).nodes["show"]?.state).toBe("cached");
  expect(await stateOf(background)).toBe("paused");
  expect(engine.children.map(({ role }) => role)).toEqual([
    "runner",
    "optimizer",
  ]);
  await engine.api.cancel(background);
  expect((await engine.ended(background)).state).toBe("cancelled");
});

test("of two jobs with tasks the second says that it waits, and begins when the first ends", async () => {
  const first = await startAndSee(counting(100));
  const second = await startAndSee(single("background", { to: 7 }));
  expect(wordsOf(second)).toEqual([
    "waits for the optimization of another run",
  ]);
  expect(optimizers()).toHaveLength(1);
  expect((await engine.finish(sum)).summary.state).toBe("done");
  expect((await engine.ended(first)).state).toBe("done");
  expect((await engine.ended(second)).state).toBe("done");
  expect(optimizers()).toHaveLength(2);
});

test("a job that waits with its task is cancelled and never begins it", async () => {
  const first = await startAndSee(forever);
  const second = await startAndSee(forever);
  await engine.api.cancel(second);
  expect((await engine.ended(second)).state).toBe("cancelled");
  await engine.api.cancel(first);
  expect((await engine.ended(first)).state).toBe("cancelled");
  expect(optimizers()).toHaveLength(1);
});

test("a job whose task has ended goes on between the nodes of one that runs, and while that one is paused", async () => {
  const background = await startAndSee(counting(60));
  const other = await startAndSee(single("wait", { steps: 1000 }));
  await engine.api.pause(other);
  expect((await engine.ended(background)).state).toBe("done");
  expect(await stateOf(other)).toBe("paused");
  await engine.api.resume(other);
  await engine.api.cancel(other);
  expect((await engine.ended(other)).state).toBe("cancelled");
});

test("cancelling a node that blocks leaves the task beside it at work in its process, and its job ends well", async () => {
  const background = await startAndSee(counting(250));
  const blocked = await engine.start(single("block", { ms: 1e9 }));
  await engine.seen(startedIn(blocked));
  await engine.api.cancel(blocked);
  expect((await engine.ended(blocked)).state).toBe("cancelled");
  expect((await engine.ended(background)).state).toBe("done");
  const { nodes } = await engine.api.readJob(background);
  expect(nodes["node"]?.views).toEqual([
    { kind: "text", text: `by ${optimizers()[0]?.pid}` },
  ]);
  expect(optimizers()).toHaveLength(1);
});

test("a task that ended while the runner was made anew is not done again", async () => {
  const background = await startAndSee(counting(40));
  const blocked = await engine.start(single("block", { ms: 1e9 }));
  await engine.seen(startedIn(blocked));
  // its answer comes to a runner that does not listen
  await expect.poll(() => isAlive(optimizers()[0]?.pid ?? 0)).toBe(false);
  await engine.api.cancel(blocked);
  expect((await engine.ended(background)).state).toBe("done");
  expect(optimizers()).toHaveLength(1);
});

test("kill -9 of the runner fails the job that computes in it, and not the one in the background", async () => {
  const background = await startAndSee(counting(250));
  const computing = await startAndSee(single("wait", { steps: 1000 }));
  process.kill(engine.children[0]?.pid ?? 0, "SIGKILL");
  expect((await engine.ended(computing)).message).toMatch(
    /^The runner process ended \(signal SIGKILL\) while Wait was running/,
  );
  expect((await engine.ended(background)).state).toBe("done");
  expect(optimizers()).toHaveLength(1);
});

test("closing with jobs side by side leaves no process", async () => {
  await startAndSee(forever);
  await engine.start(single("block", { ms: 1e9 }));
  const waiting = await engine.start(sum);
  // afterEach closes the engine and looks for processes
  expect(await stateOf(waiting)).toBe("queued");
});
