import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../cli/commands/command-line.ts";

const { folder, file } = temporaryFolder();
const log = join(folder, "state", "hashes.jsonl");

/** The hashes as another process of the program has them. */
async function anotherProcess() {
  vi.resetModules();
  (await import("../../models/file-hash.ts")).keepHashes(log);
  return (await import("../../models/model-hash.ts")).modelHashes;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

test("a hash is computed once for all processes, until the file changes", async () => {
  const path = file("a.onnx", "one");
  const first = await anotherProcess();
  expect(await first.of(path)).toBe(sha256("one"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(2);

  const second = await anotherProcess();
  expect(await second.of(path)).toBe(sha256("one"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(2);

  writeFileSync(path, "another");
  expect(await second.of(path)).toBe(sha256("another"));
  expect(await first.of(path)).toBe(sha256("another"));
  expect(readFileSync(log, "utf8").split("\n")).toHaveLength(3);
});

test("what would have to be read of a file is known before, also by another process", async () => {
  const path = file("c.onnx", "content");
  const first = await anotherProcess();
  expect(await first.about(path)).toEqual({ bytes: 7, unreadBytes: 7 });
  await first.of(path);
  expect(await first.about(path)).toEqual({ bytes: 7, unreadBytes: 0 });
  const second = await anotherProcess();
  expect(await second.about(path)).toEqual({ bytes: 7, unreadBytes: 0 });
  expect(await second.about(`${path}-not`)).toBeUndefined();
});

test("what a file was is known when it is gone, and a line that was cut off does no harm", async () => {
  const path = file("b.onnx", "gone");
  await (await anotherProcess()).of(path);
  rmSync(path);
  appendFileSync(log, '{"path":"/x","byt');
  const hashes = await anotherProcess();
  expect(await hashes.last(path)).toMatchObject({
    sha256: sha256("gone"),
    bytes: 4,
  });
  expect(await hashes.last("/x")).toBeUndefined();
  await expect(hashes.of(path)).rejects.toThrow(/^there is no file .*b\.onnx/);
});
