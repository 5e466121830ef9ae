import { once } from "node:events";
import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { superviseChildren } from "../../electron/child-supervisor.ts";
import type { ParentPort, Port, PortEvent } from "../../electron/ports.ts";
import type {
  EngineRequest,
  MainMessage,
} from "../../electron/process-messages.ts";
import { spawnThroughMain } from "../../electron/spawn-child.ts";

// Both sides of the making of children, joined as Electron joins them. In the places of Electron's parts stand Node's
// own: worker threads for utility processes, and message ports, which hand each other over in the same way.

/** What a child does here: says its role, and answers each message with the same in brackets. */
const childProgram = `
  const { parentPort } = require("node:worker_threads");
  parentPort.once("message", ({ message: { role }, ports: [port] }) => {
    port.postMessage(role);
    port.on("message", (got) => got === "die" ? process.exit(3) : port.postMessage([got]));
  });`;

const workers = new Set<Worker>();
afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.terminate()));
  workers.clear();
});

function portOf(port: MessagePort): Port {
  const on = (event: "message" | "close", listener: unknown): unknown =>
    event === "close"
      ? port.on("close", listener as () => void)
      : port.on("message", (data: unknown) =>
          (listener as (event: PortEvent) => void)({ data, ports: [] }),
        );
  return {
    postMessage: (message) => port.postMessage(message),
    on,
    start: () => port.start(),
  };
}

/** An engine's parentPort and the main behind it. */
function desktop() {
  let toEngine: (event: PortEvent) => void = () => undefined;
  const tell = (message: MainMessage, ports: MessagePort[] = []): void =>
    queueMicrotask(() => toEngine({ data: message, ports: ports.map(portOf) }));
  const fork = () => {
    const worker = new Worker(childProgram, { eval: true });
    workers.add(worker);
    return {
      get pid() {
        return worker.threadId;
      },
      postMessage: (message: unknown, ports: MessagePort[] = []) =>
        worker.postMessage({ message, ports }, ports),
      on(event: "spawn" | "exit", listener: (code: number) => void) {
        return worker.on(event === "spawn" ? "online" : "exit", listener);
      },
    };
  };
  const kill = (pid: number): void => {
    for (const worker of workers)
      if (worker.threadId === pid) void worker.terminate();
  };
  const channel = () => {
    const { port1, port2 } = new MessageChannel();
    return [port1, port2] as const;
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
  const ends = [...workers].map((worker) => once(worker, "exit"));
  supervisor.endAll();
  await Promise.all(ends);
});
