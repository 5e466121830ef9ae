import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { superviseChildren } from "../../electron/child-supervisor.ts";
import { portChannel } from "../../electron/port-channel.ts";
import type {
  EngineRequest,
  MainMessage,
} from "../../electron/process-messages.ts";
import type { EngineEvent } from "../../engine/messages.ts";
import { connectEngine } from "../../engine/wire/rpc.ts";
import { channel, portOf, startThread, type ThreadProcess } from "./threads.ts";

// The desktop's engine, runner and optimizers as they are built, with main's supervision and a window's line to the
// engine: all but Electron itself.

const dist = fileURLToPath(new URL("../../dist/electron/", import.meta.url));
let folder = "";
let threads: ThreadProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwright desktop "));
  threads = [];
});
afterEach(async () => {
  await Promise.all(threads.map(({ worker }) => worker.terminate()));
  rmSync(folder, { recursive: true, force: true });
});

function start(entry: string): ThreadProcess {
  const program = JSON.stringify(pathToFileURL(join(dist, entry)).href);
  const thread = startThread(`import(${program});`, {
    ...process.env,
    STEPWRIGHT_HOME: join(folder, "home"),
    STEPWRIGHT_STATE: join(folder, "state"),
  });
  threads.push(thread);
  return thread;
}

function desktop() {
  const engine = start("engine.js");
  const tell = (
    message: MainMessage,
    ports?: Parameters<typeof engine.postMessage>[1],
  ) => engine.postMessage(message, ports);
  const children: { role: string; thread: ThreadProcess }[] = [];
  const kill = (pid: number): void => {
    for (const thread of threads)
      if (thread.pid === pid) void thread.worker.terminate();
  };
  const supervisor = superviseChildren(
    (role) => {
      const thread = start("child.js");
      children.push({ role, thread });
      return thread;
    },
    channel,
    tell,
    kill,
  );
  engine.on("message", (request) =>
    supervisor.handle(request as EngineRequest),
  );
  const [ours, theirs] = channel();
  tell({ kind: "window" }, [theirs]);
  const events: EngineEvent[] = [];
  const api = connectEngine(portChannel(portOf(ours)), {
    event: (event) => void events.push(event),
  });
  const ended = (job: number): Promise<string> =>
    expect
      .poll(() => events.filter(({ kind }) => kind === "job-ended")[job], {
        timeout: 30_000,
        interval: 20,
      })
      .toBeDefined()
      .then(() => {
        const event = events.filter((each) => each.kind === "job-ended")[job];
        return event?.job.state ?? "";
      });
  return { engine, tell, api, events, children, ended };
}

test("the window runs the ready graph through ports: results, files, a runner and an optimizer of their own", async () => {
  const { api, events, children, ended } = desktop();
  const { templates, version } = await api.hello();
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  const { graph } = await api.readTemplate(templates[0]?.id ?? "");
  expect(await api.run({ graph })).toMatchObject({ kind: "queued" });
  expect(await ended(0)).toBe("done");
  expect(children.map(({ role }) => role).toSorted()).toEqual([
    "optimizer",
    "runner",
  ]);
  const scatter = events.find(
    (event) =>
      event.kind === "node-finished" &&
      event.views.some(({ kind }) => kind === "scatter"),
  );
  const view =
    scatter?.kind === "node-finished"
      ? scatter.views.find(({ kind }) => kind === "scatter")
      : undefined;
  expect(view?.kind === "scatter" && view.points).toBeInstanceOf(Float32Array);
  expect(readdirSync(join(folder, "home", "output")).length).toBeGreaterThan(2);
}, 60_000);

test("a runner that dies in mid-run fails its node with a sentence, and the next run has a new one", async () => {
  const { api, events, children, ended } = desktop();
  const { templates } = await api.hello();
  const { graph } = await api.readTemplate(templates[0]?.id ?? "");
  const long = {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === "sampler-edm"
        ? { ...node, values: { ...node.values, count: 1_000_000 } }
        : node,
    ),
  };
  await api.run({ graph: long, targets: ["sampler-edm"] });
  await expect
    .poll(
      () =>
        events.some(
          (event) =>
            event.kind === "node-started" && event.node === "sampler-edm",
        ),
      { timeout: 30_000, interval: 10 },
    )
    .toBe(true);
  await children
    .find(({ role }) => role === "runner")
    ?.thread.worker.terminate();
  expect(await ended(0)).toBe("failed");
  const failure = events.find(({ kind }) => kind === "node-failed");
  expect(failure).toMatchObject({ node: "sampler-edm" });
  await api.run({ graph, targets: ["sampler-edm"] });
  expect(await ended(1)).toBe("done");
  expect(children.filter(({ role }) => role === "runner")).toHaveLength(2);
}, 60_000);

test("told to close, the engine ends its children, writes what is to be written, and ends", async () => {
  const { api, engine, tell, children, ended } = desktop();
  const { templates } = await api.hello();
  const { graph } = await api.readTemplate(templates[0]?.id ?? "");
  await api.run({ graph, targets: ["sampler-edm"] });
  expect(await ended(0)).toBe("done");
  void api.saveSession({
    documents: [{ id: "a", title: "A", unsaved: true, graph }],
  });
  const exits = [engine, ...children.map(({ thread }) => thread)].map(
    async ({ worker }) => once(worker, "exit"),
  );
  tell({ kind: "close" });
  await Promise.all(exits);
  expect(existsSync(join(folder, "state"))).toBe(true);
  expect(
    readdirSync(join(folder, "state"), { recursive: true }).some((name) =>
      String(name).includes("session"),
    ),
  ).toBe(true);
}, 60_000);
