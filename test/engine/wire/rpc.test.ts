import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { emptyGraph } from "../../../engine/graph.ts";
import type { EngineApi, EngineEvent } from "../../../engine/messages.ts";
import { connectEngine, serveEngine } from "../../../engine/wire/rpc.ts";
import {
  type ByteChannel,
  type WireChannel,
  encodedChannel,
} from "../../../engine/wire/wire-channel.ts";

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function cloned(port: MessagePort): WireChannel {
  ports.push(port);
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on("message", listener),
    onClose: (listener) => void port.on("close", listener),
  };
}

function inBytes(port: MessagePort): WireChannel {
  ports.push(port);
  const bytes: ByteChannel = {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on("message", listener),
    onClose: (listener) => void port.on("close", listener),
    close: () => port.close(),
  };
  return encodedChannel(bytes);
}

const event: EngineEvent = { kind: "memory", bytes: 7 };

function answering(answers: Partial<EngineApi>) {
  const listeners = new Set<(event: EngineEvent) => void>();
  return {
    api: answers as EngineApi,
    subscribe(listener: (event: EngineEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit: (sent: EngineEvent) =>
      listeners.forEach((listener) => listener(sent)),
    listeners,
  };
}

const transports = { "structured clones": cloned, bytes: inBytes };

for (const [name, channel] of Object.entries(transports)) {
  test(`over ${name}, a call brings its answer and a failure its class and sentence`, async () => {
    const { port1, port2 } = new MessageChannel();
    const engine = answering({
      readOutput: (path) => Promise.resolve(Uint8Array.of(path.length)),
      cancel: () => Promise.reject(new BadInput("There is no job x.")),
    });
    serveEngine(channel(port1), engine);
    const api = connectEngine(channel(port2), { event: () => undefined });
    expect(await api.readOutput("abc")).toEqual(Uint8Array.of(3));
    await expect(api.cancel("x")).rejects.toThrow(BadInput);
    await expect(api.cancel("x")).rejects.toThrow("There is no job x.");
  });

  test(`over ${name}, events come from hello on, and no more after closing`, async () => {
    const { port1, port2 } = new MessageChannel();
    const engine = answering({ hello: () => Promise.resolve({} as never) });
    serveEngine(channel(port1), engine);
    const got: EngineEvent[] = [];
    const api = connectEngine(channel(port2), {
      event: (sent) => void got.push(sent),
    });
    engine.emit(event);
    await api.hello();
    engine.emit(event);
    await expect.poll(() => got).toEqual([event]);
    port2.close();
    await expect.poll(() => engine.listeners.size).toBe(0);
  });

  test(`over ${name}, a call that waits when the connection ends fails with a sentence`, async () => {
    const { port1, port2 } = new MessageChannel();
    serveEngine(
      channel(port1),
      answering({ run: () => new Promise(() => undefined) }),
    );
    const api = connectEngine(channel(port2), { event: () => undefined });
    const waiting = api.run({ graph: emptyGraph });
    setTimeout(() => port1.close(), 20);
    await expect(waiting).rejects.toThrow(
      "The connection to the engine was lost.",
    );
    await expect(api.readSettings()).rejects.toThrow("lost");
  });
}

test("nothing but the engine's own methods can be called", async () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port2);
  const engine = answering({});
  Object.assign(engine.api, { secret: () => Promise.resolve("leaked") });
  serveEngine(cloned(port1), engine);
  const answers: unknown[] = [];
  port2.on("message", (message) => answers.push(message));
  for (const method of ["secret", "toString", "constructor", "__proto__"])
    port2.postMessage({ t: "q", i: method, m: method, a: [] });
  await expect.poll(() => answers.length).toBe(4);
  for (const answer of answers)
    expect(answer).toMatchObject({
      e: { message: expect.stringContaining("not found") },
    });
});

test("bytes that are no message end the connection", async () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port2);
  serveEngine(inBytes(port1), answering({}));
  const closed = new Promise((resolve) => port2.on("close", resolve));
  port2.postMessage(new Uint8Array([1, 2, 3]));
  await closed;
});
