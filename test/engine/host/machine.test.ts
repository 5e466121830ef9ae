import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nodeMachine } from "../../../engine/host/machine.ts";

const fileIdentity = (path: string) => nodeMachine.fileIdentity(path);

test("the identity of a folder changes with the files in it, and that of nothing is one too", async () => {
  const parent = mkdtempSync(join(tmpdir(), "stepwright-machine-"));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const folder = join(parent, "pictures");
  const missing = await fileIdentity(folder);
  mkdirSync(folder);
  const empty = await fileIdentity(folder);
  writeFileSync(join(folder, "a.png"), "1");
  const one = await fileIdentity(folder);
  writeFileSync(join(folder, "a.png"), "12");
  const changed = await fileIdentity(folder);
  expect(new Set([missing, empty, one, changed]).size).toBe(4);
  expect(await fileIdentity(folder)).toBe(changed);
});
