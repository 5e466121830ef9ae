import { once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { superviseChildren } from "../../electron/child-supervisor.ts";
import type { ParentPort, PortEvent } from "../../electron/ports.ts";
import type {
  EngineRequest,
  MainMessage,
} from "../../electron/process-messages.ts";
import { spawnThroughMain } from "../../electron/spawn-child.ts";
import { channel, portOf, startThread, type ThreadProcess } from "./threads.ts";

// Both sides of the making of children, joined as Electron joins them.

/** What a child does here: says its role, and answers each message with the same in brackets. */
const childProgram = `
  process.parentPort.once("message", ({ data: { role }, ports: [port] }) => {
    port.on("message", ({ data }) =>
      data === "die" ? process.exit(3) : port.postMessage([data]));
    port.postMessage(role);
  });`;

const threads = new Set<ThreadProcess>();
afterEach(async () => {
  await Promise.all([...threads].map(({ worker }) => worker.terminate()));
  threads.clear();
});

/** An engine's parentPort and the main behind it. */
function desktop() {
  let toEngine: (event: PortEvent) => void = () => undefined;
  const tell = (message: MainMessage, ports: MessagePort[] = []): void =>
    queueMicrotask(() => toEngine({ data: message, ports: ports.map(portOf) }));
  const fork = () => {
    const thread = startThread(childProgram);
    threads.add(thread);
    return thread;
  };
  const kill = (pid: number): void => {
    for (const thread of threads)
      if (thread.pid === pid) void thread.worker.terminate();
  };
  const supervisor = superviseChildren(fork, channel, tell, kill);
  const main: ParentPort = {
    postMessage: (message) =>
      queueMicrotask(() => supervisor.handle(message as EngineRequest)),
    on: (_event, listener) => {
      toEngine = listener;
    },
  };
  return { spawn: spawnThroughMain(main), supervisor };
}

type Child = ReturnType<ReturnType<typeof desktop>["spawn"]>;
const nextMessage = (child: Child): Promise<unknown> =>
  new Promise((resolve) => child.onMessage(resolve));
const exit = (child: Child): Promise<string> =>
  new Promise((resolve) => child.onExit(resolve));

test("a child learns its role and has an id of its own", async () => {
  const { spawn } = desktop();
  const runner = spawn("runner");
  const optimizer = spawn("optimizer");
  const roles = [nextMessage(runner), nextMessage(optimizer)];
  expect(await Promise.all(roles)).toEqual(["runner", "optimizer"]);
  expect(runner.pid).toBeTypeOf("number");
  expect(runner.pid).not.toBe(optimizer.pid);
});

test("what is posted before the child is there arrives, in order, arrays as arrays", async () => {
  const child = desktop().spawn("runner");
  child.post(new Float32Array([1, NaN]));
  child.post("second");
  const received: unknown[] = [];
  await new Promise<void>((resolve) =>
    child.onMessage((message) => {
      if (received.push(message) === 3) resolve();
    }),
  );
  expect(received).toEqual([
    "runner",
    [new Float32Array([1, NaN])],
    ["second"],
  ]);
});

test("a killed child's end is told once, as a signal", async () => {
  const { spawn } = desktop();
  const child = spawn("runner");
  const ends: string[] = [];
  child.onExit((why) => ends.push(why));
  await nextMessage(child);
  child.kill();
  child.kill();
  expect(await exit(child)).toBe("signal SIGKILL");
  child.kill();
  expect(ends).toEqual(["signal SIGKILL"]);
  expect(await exit(child)).toBe("signal SIGKILL");
});

test("a child that is killed before it has started ends all the same", async () => {
  const child = desktop().spawn("optimizer");
  child.kill();
  expect(await exit(child)).toBe("signal SIGKILL");
});

test("a child that ends by itself tells its exit code", async () => {
  const child = desktop().spawn("runner");
  await nextMessage(child);
  child.post("die");
  expect(await exit(child)).toBe("exit code 3");
});

test("children of an engine that is gone are ended, all of them", async () => {
  const { spawn, supervisor } = desktop();
  const children = [spawn("runner"), spawn("optimizer")];
  await Promise.all(children.map(nextMessage));
  const ends = [...threads].map(({ worker }) => once(worker, "exit"));
  supervisor.endAll();
  await Promise.all(ends);
});
