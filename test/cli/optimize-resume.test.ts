import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

const { command, environment, folder, run } = await builtProgram();

const words = (seed: number) =>
  `optimize --model ring-of-8 --solver euler --steps 3 --budget quick --samples 64 --levels 17 --seed ${seed} --json`.split(
    " ",
  );

/** Bytes of shards that are on the disk. */
function kept(): number {
  const all = join(folder, "state", "optimizations");
  if (!existsSync(all)) return 0;
  return readdirSync(all)
    .map((key) => join(all, key, "shards"))
    .filter((path) => existsSync(path))
    .reduce((sum, path) => sum + statSync(path).size, 0);
}

test("killed in the middle, again and again, it goes on with --resume to the same bits", async () => {
  for (let kill = 1; kill <= 2; kill++) {
    const before = kept();
    const [node, program] = command;
    // the leader of a group: the process that computes is killed with the one that waits for it
    const child = spawn(node, [program, ...words(1), "--resume"], {
      detached: true,
      cwd: folder,
      env: environment,
    });
    const gone = new Promise<NodeJS.Signals | null>((resolve) =>
      child.on("exit", (_, signal) => resolve(signal)),
    );
    await expect
      .poll(kept, { interval: 5, timeout: 20_000 })
      .toBeGreaterThan(before + 20_000);
    process.kill(-(child.pid ?? NaN), "SIGKILL");
    expect(await gone).toBe("SIGKILL");
  }
  expect(kept()).toBeGreaterThan(40_000);
  const resumed = await run(...words(1), "--resume");
  const whole = await run(...words(1));
  expect([resumed.code, whole.code]).toEqual([0, 0]);
  const seconds = 0;
  expect({ ...JSON.parse(resumed.stdout), seconds }).toEqual({
    ...JSON.parse(whole.stdout),
    seconds,
  });
});
