import type { EngineApi, EngineEvent, Hello } from "../../engine/messages.ts";

/** An open line to the engine. */
export interface EngineLine {
  readonly api: EngineApi;
  /** Settles when the line is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens a line; rejects where there is no engine. */
export type OpenLine = (
  onEvent: (event: EngineEvent) => void,
) => Promise<EngineLine>;

export interface LinkListener {
  connected(hello: Hello): void;
  lost(message: string): void;
  event(event: EngineEvent): void;
}

/** The engine, however often it goes and comes back. */
export interface EngineLink {
  /** The engine's functions; each rejects with a sentence while it is away. */
  readonly api: EngineApi;
  stop(): void;
}

const firstPauseMs = 250;
const longestPauseMs = 4000;

/** Keeps a line to the engine open: tries again, ever more slowly, until it answers. */
export function keepConnected(
  open: OpenLine,
  listener: LinkListener,
  pause: (milliseconds: number) => Promise<void>,
): EngineLink {
  let line: EngineLine | undefined;
  let stopped = false;

  const connectOnce = async (): Promise<void> => {
    // events may arrive before hello's answer; they are held back so that none is applied twice or too early
    let held: EngineEvent[] | undefined = [];
    const opened = await open((event) => {
      if (held) held.push(event);
      else listener.event(event);
    });
    try {
      const hello = await Promise.race([
        opened.api.hello(),
        opened.closed.then(() => {
          throw new Error("The engine closed the connection.");
        }),
      ]);
      line = opened;
      listener.connected(hello);
      const early = held;
      held = undefined;
      early.forEach((event) => listener.event(event));
      await opened.closed;
    } finally {
      line = undefined;
      opened.close();
    }
  };

  const loop = async (): Promise<void> => {
    let pauseMs = firstPauseMs;
    while (!stopped) {
      let why =
        "The connection to the engine was lost. Trying again; your graphs stay open here.";
      try {
        await connectOnce();
        pauseMs = firstPauseMs;
      } catch (failure) {
        if (failure instanceof Error) why = failure.message;
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
      if (stopped) return;
      listener.lost(why);
      await pause(pauseMs);
    }
  };
  void loop();

  const api = new Proxy({} as EngineApi, {
    get:
      (_, name) =>
      async (...values: readonly unknown[]) => {
        const method: unknown = line && Reflect.get(line.api, name);
        if (typeof method !== "function")
          throw new Error(
            "The engine does not answer at the moment; try again when it is back.",
          );
        return (await method(...values)) as unknown;
      },
  });
  return {
    api,
    stop: () => {
      stopped = true;
      line?.close();
    },
  };
}
