import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EngineEvent } from "../../../engine/messages.ts";
import { isAlive } from "../processes/is-alive.ts";
import {
  type StartedEngine,
  graphOf,
  startEngine,
} from "../processes/started-engine.ts";
import { engineOfEachTest } from "../processes/engine-of-each-test.ts";
import { sum, waiting } from "../processes/test-graphs.ts";

let engine: StartedEngine;
engineOfEachTest((started) => {
  engine = started;
});

const blocking = graphOf(
  { block: ["block", { ms: 1e9 }], show: ["show"] },
  "block.value > show.value",
);
const started = (node: string) => (event: EngineEvent) =>
  event.kind === "node-started" && event.node === node;

test("a graph runs to its end and shows its result", async () => {
  const record = await engine.finish(sum);
  expect(record.summary.state).toBe("done");
  expect(record.nodes["show"]?.views).toMatchObject([
    { kind: "text", text: expect.stringMatching(/^2 in show of 3 by \d+$/) },
  ]);
});

test("warnings come at once and with a result, from the cache too", async () => {
  const graph = graphOf({ mind: ["mind"] });
  for (const state of ["done", "cached"]) {
    const { mind } = (await engine.finish(graph)).nodes;
    expect(mind).toMatchObject({ state, warnings: ["Mind the step."] });
  }
  const kinds = engine.events.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "node-warned")).toHaveLength(1);
  expect(kinds.indexOf("node-warned")).toBeLessThan(
    kinds.indexOf("node-finished"),
  );
});

test("a second run takes every node from the cache and shows the same", async () => {
  const first = await engine.finish(sum);
  const second = await engine.finish(sum);
  expect(Object.values(second.nodes).map(({ state }) => state)).toEqual([
    "cached",
    "cached",
    "cached",
  ]);
  expect(second.nodes["show"]?.views).toEqual(first.nodes["show"]?.views);
});

test("kill -9 of the runner is an error on the node that ran, and the next run works", async () => {
  const job = await engine.start(waiting);
  await engine.seen(started("wait"));
  process.kill(engine.children[0]?.pid ?? 0, "SIGKILL");
  const { state, message } = await engine.ended(job);
  expect(state).toBe("failed");
  expect(message).toBe(
    "The runner process ended (signal SIGKILL) while Wait was running, as where there is no memory left: use a smaller model or fewer samples at a time, or close other programs, and run again.",
  );
  const { nodes } = await engine.api.readJob(job);
  expect(nodes["wait"]).toMatchObject({ state: "failed", message });
  expect(nodes["show"]).toMatchObject({ state: "skipped" });
  expect((await engine.finish(sum)).summary.state).toBe("done");
});

test("a node that ends its process is an error on that node", async () => {
  const record = await engine.finish(
    graphOf({ crash: ["crash"], show: ["show"] }, "crash.value > show.value"),
  );
  expect(record.nodes["crash"]?.message).toBe(
    "The runner process ended (exit code 3) while Crash was running; run again to restart it.",
  );
  expect((await engine.finish(sum)).summary.state).toBe("done");
});

test.each([
  ["a node that looks at its signal", waiting, "wait"],
  ["a node that blocks its event loop", blocking, "block"],
])("%s stops when it is cancelled", async (_, graph, node) => {
  const job = await engine.start(graph);
  await engine.seen(started(node));
  expect(await engine.api.cancel(job)).toBe(true);
  expect((await engine.ended(job)).state).toBe("cancelled");
  expect((await engine.api.readJob(job)).nodes[node]?.state).toBe("cancelled");
  expect(await engine.api.cancel(job)).toBe(false);
  expect((await engine.finish(sum)).summary.state).toBe("done");
});

test("a cancelled node that looks at its signal leaves the cache whole", async () => {
  await engine.finish(sum);
  const job = await engine.start(waiting);
  await engine.seen(started("wait"));
  await engine.api.cancel(job);
  await engine.ended(job);
  const { nodes } = await engine.finish(sum);
  expect(nodes["show"]?.state).toBe("cached");
});

test("a job that waits can be cancelled, and those around it run", async () => {
  const first = await engine.start(waiting);
  const second = await engine.start(sum);
  const third = await engine.start(sum);
  await engine.api.cancel(second);
  expect((await engine.ended(second)).state).toBe("cancelled");
  await engine.api.cancel(first);
  expect((await engine.ended(third)).state).toBe("done");
});

test("a task runs in a process of its own that ends with it", async () => {
  const record = await engine.finish(
    graphOf(
      { task: ["background"], show: ["show"] },
      "task.value > show.value",
    ),
  );
  const [, optimizer] = engine.children;
  expect(optimizer?.role).toBe("optimizer");
  expect(record.nodes["task"]?.views).toEqual([
    { kind: "text", text: `by ${optimizer?.pid}` },
  ]);
  await expect.poll(() => isAlive(optimizer?.pid ?? 0)).toBe(false);
  expect(
    engine.events.some(
      (event) => event.kind === "node-progress" && event.node === "task",
    ),
  ).toBe(true);
});

test("while a task runs in the background, other nodes go on", async () => {
  const job = await engine.start(
    graphOf(
      {
        task: ["background", { to: 1000 }],
        slow: ["show"],
        two: ["constant"],
        fast: ["show"],
      },
      "task.value > slow.value",
      "two.value > fast.value",
    ),
  );
  await engine.seen(
    (event) => event.kind === "node-finished" && event.node === "fast",
  );
  expect(engine.events.some((event) => event.kind === "job-ended")).toBe(false);
  await engine.api.cancel(job);
  await engine.ended(job);
});

test.each([
  ["fails", "fail", /^The task was given nothing\.$/],
  [
    "dies",
    "crash",
    /^The background process of Background ended \(exit code 4\)/,
  ],
])("a task that %s is an error on its node", async (_, how, message) => {
  const record = await engine.finish(
    graphOf(
      { task: ["background", { how }], show: ["show"] },
      "task.value > show.value",
    ),
  );
  expect(record.nodes["task"]?.state).toBe("failed");
  expect(record.nodes["task"]?.message).toMatch(message);
  expect(record.nodes["show"]?.message).toBe(
    "Show was skipped, because Background failed.",
  );
});

test("a task that blocks is ended with its job, and the runner keeps its cache", async () => {
  await engine.finish(sum);
  const job = await engine.start(
    graphOf(
      { task: ["background", { how: "block" }], show: ["show"] },
      "task.value > show.value",
    ),
  );
  await engine.seen(started("task"));
  await expect.poll(() => engine.children.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await engine.api.cancel(job);
  expect((await engine.ended(job)).state).toBe("cancelled");
  await expect.poll(() => isAlive(engine.children[1]?.pid ?? 0)).toBe(false);
  expect((await engine.finish(sum)).nodes["show"]?.state).toBe("cached");
});

test("a node that fails stops only what needs it", async () => {
  const record = await engine.finish(
    graphOf(
      {
        fail: ["fail", { message: "There is no model." }],
        lost: ["show"],
        two: ["constant"],
        kept: ["show"],
      },
      "fail.value > lost.value",
      "two.value > kept.value",
    ),
  );
  expect(record.summary).toMatchObject({
    state: "failed",
    message: "There is no model.",
  });
  expect(record.nodes["lost"]?.state).toBe("skipped");
  expect(record.nodes["kept"]?.state).toBe("done");
});

test("a node that wrote a file runs again only when its file is gone or its input is another", async () => {
  const graph = (value: number) =>
    graphOf(
      { number: ["constant", { value }], write: ["write"] },
      "number.value > write.value",
    );
  const output = join(engine.folder, "home", "output");
  await engine.finish(graph(1));
  expect((await engine.finish(graph(1))).nodes["write"]?.state).toBe("cached");
  expect(await readdir(output)).toEqual(["number.txt"]);
  await engine.finish(graph(2));
  expect((await readdir(output)).toSorted()).toEqual([
    "number-2.txt",
    "number.txt",
  ]);
  await rm(join(output, "number.txt"));
  expect((await engine.finish(graph(1))).nodes["write"]?.state).toBe("done");
  expect(await readFile(join(output, "number.txt"), "utf8")).toBe("1");
});

test("only files that were written in this session can be read as outputs", async () => {
  await engine.finish(
    graphOf(
      { number: ["constant", { value: 5 }], write: ["write"] },
      "number.value > write.value",
    ),
  );
  const path = join(engine.folder, "home", "output", "number.txt");
  expect(String(await engine.api.readOutput(path))).toBe("5");
  await expect(engine.api.readOutput("/etc/passwd")).rejects.toThrow(
    "/etc/passwd was not written in this session.",
  );
});

test("a runner that cannot start is a job that failed with a sentence, and no loop of starts", async () => {
  const broken = await startEngine(join(engine.folder, "missing.mjs"));
  const job = await broken.start(sum);
  expect((await broken.ended(job)).message).toBe(
    "The runner process ended (exit code 1) while no node was running; run again to restart it.",
  );
  const made = broken.children.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(broken.children.length).toBe(made);
  await broken.close();
  await rm(broken.folder, { recursive: true, force: true });
});

test("progress names its step and says how long it will take", async () => {
  const begun = performance.now();
  await engine.finish(
    graphOf(
      { wait: ["wait", { steps: 30, stepMs: 20 }], show: ["show"] },
      "wait.value > show.value",
    ),
  );
  const wholeMs = performance.now() - begun;
  const progress = engine.events.filter(
    (event) => event.kind === "node-progress",
  );
  expect(progress.length).toBeLessThan(25);
  expect(progress.at(-1)).toMatchObject({ done: 30, total: 30 });
  const middle = progress[Math.floor(progress.length * 0.7)];
  expect(middle?.remainingMs).toBeGreaterThan(0);
  expect(middle?.remainingMs).toBeLessThan(wholeMs);
});
