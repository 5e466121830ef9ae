import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Checkpoint } from "../../../engine/checkpoint.ts";
import { openCheckpoint as open } from "../../../engine/host/checkpoint-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwright-checkpoint-"));
const opened: Checkpoint[] = [];
async function openCheckpoint(...given: Parameters<typeof open>) {
  const checkpoint = await open(...given);
  opened.push(checkpoint);
  return checkpoint;
}
afterAll(async () => {
  for (const checkpoint of opened) await checkpoint.close();
  rmSync(folder, { recursive: true });
});

const shard = (...numbers: number[]) => ({
  nfe: 3,
  numbers: Float64Array.from(numbers),
});

test("shards are there again to the last bit, unless they are to be forgotten", async () => {
  const first = await openCheckpoint(folder, "bits", false);
  await first.shards.put("a/1", shard(0.1, -0, NaN, Infinity));
  await first.shards.put("é", shard());
  const again = await openCheckpoint(folder, "bits", false);
  expect(again.shards.get("a/1")).toEqual(shard(0.1, -0, NaN, Infinity));
  expect(again.shards.get("é")).toEqual(shard());
  expect(again.shards.get("b")).toBeUndefined();
  const fresh = await openCheckpoint(folder, "bits", true);
  expect(fresh.shards.get("a/1")).toBeUndefined();
});

test("a record that was cut off, or changed, is not found, and is written over", async () => {
  const path = join(folder, "cut", "shards");
  const first = await openCheckpoint(folder, "cut", false);
  await first.shards.put("whole", shard(1));
  const whole = readFileSync(path);
  await first.shards.put("next", shard(2, 3));
  const both = readFileSync(path);
  for (const rest of [both.subarray(0, -3), whole.subarray(0, 9)]) {
    writeFileSync(path, rest.length > whole.length ? rest : whole);
    if (rest.length < whole.length) appendFileSync(path, rest);
    const again = await openCheckpoint(folder, "cut", false);
    expect(again.shards.get("whole")).toEqual(shard(1));
    expect(again.shards.get("next")).toBeUndefined();
    await again.shards.put("next", shard(2, 3));
    expect(readFileSync(path).subarray(0, both.length)).toEqual(both);
  }
  const changed = Buffer.from(both);
  changed[both.length - 1] = 1 + (changed[both.length - 1] ?? 0);
  writeFileSync(path, changed);
  const again = await openCheckpoint(folder, "cut", false);
  expect(again.shards.get("next")).toBeUndefined();
});

test("those that were not used for longest are forgotten where there are too many of them or too many bytes", async () => {
  const all = join(folder, "limits");
  const keys = Array.from({ length: 12 }, (_, k) => `key ${k}`);
  for (const [k, key] of keys.entries()) {
    const made = await openCheckpoint(all, key, false);
    await made.shards.put("a", shard(...Array<number>(100).fill(k)));
    await made.close();
    const usedAt = new Date(2020, 0, 1 + k);
    utimesSync(join(all, key), usedAt, usedAt);
  }
  const left = async (limits: { mostKept: number; mostBytes: number }) => {
    opened.push(await open(all, "new", false, limits));
    return readdirSync(all)
      .filter((name) => name !== "new")
      .toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  };
  expect(await left({ mostKept: 11, mostBytes: 1e6 })).toEqual(keys.slice(2));
  const bytes = statSync(join(all, "key 11", "shards")).size;
  expect(await left({ mostKept: 100, mostBytes: 7.5 * bytes })).toEqual(
    keys.slice(5),
  );
  // six may be at work
  expect(await left({ mostKept: 100, mostBytes: 0 })).toEqual(keys.slice(7));
});

test("what was finished is found", async () => {
  const value = { schedules: [{ sigmas: [1, 0.5] }], x: new Float64Array(2) };
  const first = await openCheckpoint(folder, "done", false);
  expect(first.finished).toBeUndefined();
  await first.finish(value);
  expect((await openCheckpoint(folder, "done", false)).finished).toEqual(value);
  expect((await openCheckpoint(folder, "done", true)).finished).toBeUndefined();
});

test("where nothing can be written it is said, and the computation goes on", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const checkpoint = await openCheckpoint(join(file, "in it"), "key", false);
  await checkpoint.shards.put("a", shard(1));
  expect(checkpoint.shards.get("a")).toEqual(shard(1));
  await checkpoint.finish(1);
  expect(checkpoint.notice()).toMatch(
    /^Could not write .+: a part of the path is a file, not a folder\. The computation goes on/,
  );
});
