import type { EventEmitter } from "node:events";
import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import type { MadeProcess } from "../../electron/child-supervisor.ts";
import type { Port, PortEvent } from "../../electron/ports.ts";

// Node's own parts in the places of Electron's: worker threads for utility processes, and message ports, which hand
// each other over in the same way.

/** A worker thread as main sees a utility process. Its id is the thread's. */
export interface ThreadProcess extends MadeProcess<MessagePort> {
  readonly worker: Worker;
  on(event: "spawn", listener: () => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
  on(event: "message", listener: (message: unknown) => void): unknown;
}

/** What gives a program in a thread its `process.parentPort`. */
const parentPortForThread = `
  const { parentPort } = require("node:worker_threads");
  const portOf = (port) => ({
    postMessage: (message) => port.postMessage(message),
    on: (event, listener) => event === "close"
      ? port.on("close", listener)
      : port.on("message", (data) => listener({ data, ports: [] })),
    start: () => port.start(),
  });
  const events = (listener) => ({ message, ports }) =>
    listener({ data: message, ports: ports.map(portOf) });
  process.parentPort = {
    postMessage: (message) => parentPort.postMessage(message),
    on: (_event, listener) => parentPort.on("message", events(listener)),
    once: (_event, listener) => parentPort.once("message", events(listener)),
  };
`;

/** Starts a program, in CommonJS, that talks to its parent as Electron's utility processes do. */
export function startThread(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
): ThreadProcess {
  const worker = new Worker(parentPortForThread + program, { eval: true, env });
  const emitter: EventEmitter = worker;
  return {
    worker,
    get pid() {
      return worker.threadId;
    },
    postMessage: (message: unknown, ports: MessagePort[] = []) =>
      worker.postMessage({ message, ports }, ports),
    on: (event: string, listener: (value: never) => void) =>
      emitter.on(
        event === "spawn" ? "online" : event,
        listener as (value: unknown) => void,
      ),
  };
}

/** One of Node's ports as Electron's are. */
export function portOf(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: "message" | "close", listener: unknown) =>
      event === "close"
        ? port.on("close", listener as () => void)
        : port.on("message", (data: unknown) =>
            (listener as (event: PortEvent) => void)({ data, ports: [] }),
          ),
    start: () => port.start(),
  };
}

export function channel(): readonly [MessagePort, MessagePort] {
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
}
