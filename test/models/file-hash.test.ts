import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../cli/commands/command-line.ts";

const { folder, file } = temporaryFolder();
const log = join(folder, "state", "hashes.jsonl");

/** The module as another process of the program has it. */
async function anotherProcess() {
  vi.resetModules();
  return import("../../models/file-hash.ts");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

test("a hash is computed once for all processes, until the file changes", async () => {
  const path = file("a.onnx", "one");
  const first = (await anotherProcess()).keepHashes(log);
  expect(await first.of(path)).toBe(sha256("one"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(2);

  const second = (await anotherProcess()).keepHashes(log);
  expect(await second.of(path)).toBe(sha256("one"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(2);

  writeFileSync(path, "another");
  expect(await second.of(path)).toBe(sha256("another"));
  expect(await first.of(path)).toBe(sha256("another"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(3);
});

test("what a file was is known when it is gone, and a line that was cut off does no harm", async () => {
  const path = file("b.onnx", "gone");
  await (await anotherProcess()).keepHashes(log).of(path);
  rmSync(path);
  appendFileSync(log, '{"path":"/x","byt');
  const hashes = (await anotherProcess()).keepHashes(log);
  expect(await hashes.last(path)).toMatchObject({
    sha256: sha256("gone"),
    bytes: 4,
  });
  expect(await hashes.last("/x")).toBeUndefined();
  await expect(hashes.of(path)).rejects.toThrow(/^there is no file .*b\.onnx/);
});
