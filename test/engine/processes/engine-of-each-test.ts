import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type Programs, buildPrograms } from "./build-programs.ts";
import { isAlive } from "./is-alive.ts";
import { type StartedEngine, startEngine } from "./started-engine.ts";

/**
 * Starts an engine before each test of the file, and closes it after it: no process of it may be left then.
 * @param onStarted - Is given each.
 */
export function engineOfEachTest(
  onStarted: (engine: StartedEngine) => void,
): void {
  let programs: Programs;
  let engine: StartedEngine;
  beforeAll(async () => {
    programs = await buildPrograms();
  });
  afterAll(() => programs.remove());
  beforeEach(async () => {
    engine = await startEngine(programs.child);
    onStarted(engine);
  });
  afterEach(async () => {
    await engine.close();
    expect(engine.children.filter(({ pid }) => isAlive(pid))).toEqual([]);
    await rm(engine.folder, { recursive: true });
  });
}
