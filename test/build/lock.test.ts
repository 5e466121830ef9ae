import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../build/lock.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwright lock "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("processes that want the same lock work one after the other", async () => {
  const diary = join(folder, "diary");
  const program = `
    import { appendFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(new URL("../../build/lock.mjs", import.meta.url).href)};
    await withLock(process.argv[1] + "/lock", "testing", async () => {
      appendFileSync(process.argv[1] + "/diary", "in ");
      await new Promise((resolve) => setTimeout(resolve, 50));
      appendFileSync(process.argv[1] + "/diary", "out ");
    });`;
  const workers = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ["--input-type=module", "-e", program, folder]),
  );
  const codes = await Promise.all(
    workers.map(async (worker) => (await once(worker, "exit"))[0] as number),
  );
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(diary, "utf8")).toBe("in out ".repeat(4));
});

test("the lock of a process that is gone is taken over", async () => {
  const lock = join(folder, "lock");
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  mkdirSync(lock);
  writeFileSync(join(lock, "pid"), String(pid));
  expect(await withLock(lock, "testing", () => 5)).toBe(5);
});

test("the lock is free again after work that failed", async () => {
  const lock = join(folder, "lock");
  await expect(
    withLock(lock, "testing", () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});
