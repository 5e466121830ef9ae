import { describe, expect, it } from "vitest";
import type {
  EngineApi,
  EngineEvent,
  Hello,
} from "../../../engine/messages.ts";
import {
  keepConnected,
  type EngineLine,
  type OpenLine,
} from "../../../renderer/run/engine-link.ts";

const hello = { version: "1", jobs: [] } as unknown as Hello;

/** A line that the test can cut. */
function line(onHello: () => void = () => undefined) {
  let cut = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    cut = resolve;
  });
  const made: EngineLine = {
    api: {
      hello: async () => {
        onHello();
        return hello;
      },
      cancel: async (job: string) => job === "1",
    } as unknown as EngineApi,
    closed,
    close: () => cut(),
  };
  return { made, cut: () => cut() };
}

function follow(open: OpenLine) {
  const log: string[] = [];
  const link = keepConnected(
    open,
    {
      connected: () => log.push("connected"),
      lost: () => log.push("lost"),
      event: (event) => log.push(event.kind),
    },
    () => new Promise((resolve) => setTimeout(resolve, 1)),
  );
  return { link, log };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("keepConnected", () => {
  it("connects again when the engine comes back", async () => {
    const lines = [line(), line()];
    let opened = 0;
    const { link, log } = follow(async () => {
      const next = lines[opened++];
      if (!next) throw new Error("no engine");
      return next.made;
    });
    await settled();
    expect(log).toEqual(["connected"]);
    lines[0]?.cut();
    await settled();
    expect(log).toEqual(["connected", "lost", "connected"]);
    expect(await link.api.cancel("1")).toBe(true);
    link.stop();
  });

  it("rejects with a sentence while the engine is away", async () => {
    const { link } = follow(async () => {
      throw new Error("refused");
    });
    await settled();
    await expect(link.api.cancel("1")).rejects.toThrow(
      "The engine does not answer at the moment",
    );
    link.stop();
  });

  it("gives events that overtake the greeting after it", async () => {
    const memory: EngineEvent = { kind: "memory", bytes: 1 };
    const { link, log } = follow(async (onEvent) => {
      return line(() => onEvent(memory)).made;
    });
    await settled();
    expect(log).toEqual(["connected", "memory"]);
    link.stop();
  });
});
