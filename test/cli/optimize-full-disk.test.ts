import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtProgram, finished } from "./built-program.ts";
import type { Finished } from "./built-program.ts";

const { folder, run, command, environment } = await builtProgram();
const state = join(folder, "small");
mkdirSync(state);

const words =
  "optimize --model ring-of-8 --solver euler --steps 3 --budget quick --samples 64 --levels 17 --json".split(
    " ",
  );

/** The program where its state folder holds 48 KiB, or else no file is larger. */
function onFullDisk(): Promise<Finished> {
  const disk = `mount -t tmpfs -o size=48k tmpfs "${state}"`;
  const isolated = ["unshare", "-rm", "sh", "-c"] as const;
  const [first, ...rest] = isolated;
  const mounts = spawnSync(first, [...rest, disk]).status === 0;
  const limit = mounts ? disk : "ulimit -f 96";
  const [shell, ...before] = mounts ? isolated : (["sh", "-c"] as const);
  const child = spawn(
    shell,
    [...before, `${limit} && exec "$0" "$@"`, ...command, ...words],
    { cwd: folder, env: { ...environment, STEPWRIGHT_STATE: state } },
  );
  return finished(child);
}

test("a disk that is full at a checkpoint is said once, and the optimization goes on to the same bits", async () => {
  const whole = await run(...words);
  const full = await onFullDisk();
  expect([whole.code, full.code]).toEqual([0, 0]);
  const seconds = 0;
  expect({ ...JSON.parse(full.stdout), seconds }).toEqual({
    ...JSON.parse(whole.stdout),
    seconds,
  });
  expect(whole.stderr).not.toContain("Could not write");
  expect(full.stderr.match(/Could not write/g)).toHaveLength(1);
  expect(full.stderr).toMatch(
    /Could not write .*: (the disk is full|it is larger than a file may be there)\. The computation goes on; what it comes to from here is lost if it is interrupted\./,
  );
});
