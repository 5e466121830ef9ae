import { createBirpc } from "birpc";
import type { EngineApi, WindowApi } from "../messages.ts";
import type { RunningEngine } from "../running-engine.ts";
import { errorOf } from "./tagged-json.ts";
import type { WireChannel } from "./wire-channel.ts";

/**
 * What a call gives: errors travel as plain data, because a structured clone forgets their names.
 * The list of methods is the whole of what the other side can call.
 */
type Outcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly name: string; readonly message: string };

/** Each method of the engine; the compiler keeps the list whole. */
const methods: Readonly<Record<keyof EngineApi, true>> = {
  hello: true,
  run: true,
  cancel: true,
  pause: true,
  resume: true,
  clearHistory: true,
  readJob: true,
  readGraph: true,
  parseGraph: true,
  writeGraph: true,
  readTemplate: true,
  listFolder: true,
  makeFolder: true,
  listModels: true,
  findModels: true,
  readOutput: true,
  saveSession: true,
  readSettings: true,
  writeSettings: true,
};

const methodNames = Object.keys(methods) as (keyof EngineApi)[];

type Wire = Record<string, (...values: unknown[]) => Promise<Outcome>>;

/**
 * Lets the window at the other end of the channel use the engine, until the channel closes.
 * The window gets events from its `hello` on.
 */
export function serveEngine(
  channel: WireChannel,
  engine: Pick<RunningEngine, "api" | "subscribe">,
): void {
  let unsubscribe = (): void => undefined;
  let closed = false;
  const functions: Wire = Object.fromEntries(
    methodNames.map((name) => [
      name,
      async (...values: unknown[]): Promise<Outcome> => {
        try {
          const method = engine.api[name] as (
            ...values: unknown[]
          ) => Promise<unknown>;
          const value = await method.apply(engine.api, values);
          if (name === "hello" && !closed) {
            unsubscribe();
            unsubscribe = engine.subscribe((event) => {
              rpc.$callEvent("event", event).catch(() => undefined);
            });
          }
          return { kind: "value", value };
        } catch (error) {
          return error instanceof Error
            ? { kind: "error", name: error.name, message: error.message }
            : { kind: "error", name: "Error", message: String(error) };
        }
      },
    ]),
  );
  const rpc = createBirpc<WindowApi, Wire, false>(functions, {
    ...transport(channel, functions),
    proxify: false,
  });
  channel.onClose(() => {
    closed = true;
    unsubscribe();
    rpc.$close();
  });
}

/**
 * The engine at the other end of the channel. Calls have no time limit; when the channel closes, those that wait fail
 * with a sentence.
 */
export function connectEngine(
  channel: WireChannel,
  windowApi: WindowApi,
): EngineApi {
  const functions = { event: windowApi.event.bind(windowApi) };
  const rpc = createBirpc<Wire, typeof functions, false>(functions, {
    ...transport(channel, functions),
    proxify: false,
  });
  let lost = false;
  channel.onClose(() => {
    lost = true;
    rpc.$close(connectionLost());
  });
  const call = async (name: string, values: unknown[]): Promise<unknown> => {
    if (lost) throw connectionLost();
    const outcome = await rpc.$call(name, ...values);
    switch (outcome.kind) {
      case "value":
        return outcome.value;
      case "error":
        throw errorOf(outcome.name, outcome.message);
    }
  };
  return Object.fromEntries(
    methodNames.map((name) => [
      name,
      (...values: unknown[]) => call(name, values),
    ]),
  ) as unknown as EngineApi;
}

function connectionLost(): Error {
  return new Error("The connection to the engine was lost.");
}

function transport(channel: WireChannel, functions: object) {
  return {
    post: (message: unknown) => channel.post(message),
    on: (listener: (message: unknown) => void) => channel.onMessage(listener),
    timeout: -1,
    // only what was put there: birpc would else find toString and the like
    resolver: (name: string, found: (...values: unknown[]) => unknown) =>
      Object.hasOwn(functions, name) ? found : undefined,
    // an answer that nobody waits for any more; a call of ours (no name) fails where it was made
    onGeneralError: (_error: Error, name?: string) => name !== undefined,
  };
}
