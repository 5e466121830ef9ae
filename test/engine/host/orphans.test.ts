import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Programs, buildPrograms } from "../processes/build-programs.ts";
import { isAlive } from "../processes/is-alive.ts";

let programs: Programs;
let folder = "";
beforeAll(async () => {
  programs = await buildPrograms();
  folder = await mkdtemp(join(tmpdir(), "stepwright-orphans-"));
});
afterAll(async () => {
  await programs.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Said {
  readonly role?: string;
  readonly pid?: number;
  readonly started?: string;
}

function waitFor(
  engine: ChildProcess,
  said: Said[],
  fits: (said: Said) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (said.some(fits)) resolve();
    };
    engine.on("message", look);
    engine.on("exit", () => reject(new Error("The engine ended.")));
    look();
  });
}

test.each([
  ["waits", "wait", ["runner"]],
  ["blocks its event loop", "block", ["runner"]],
  ["waits for a task that blocks", "background", ["runner", "optimizer"]],
])(
  "kill -9 of the engine leaves no process while a node %s",
  async (_, kind, roles) => {
    const engine = fork(programs.engine, [programs.child, folder, kind]);
    const said: Said[] = [];
    engine.on("message", (message) => void said.push(message as Said));
    await waitFor(engine, said, ({ started }) => started === "long");
    for (const role of roles)
      await waitFor(engine, said, (other) => other.role === role);
    // until the task has begun to block
    await new Promise((resolve) => setTimeout(resolve, 400));
    engine.kill("SIGKILL");
    const children = said.flatMap(({ pid }) =>
      pid === undefined ? [] : [pid],
    );
    expect(children.length).toBe(roles.length);
    await expect
      .poll(() => children.filter(isAlive), { timeout: 10_000 })
      .toEqual([]);
  },
);
