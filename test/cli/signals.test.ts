import { type ChildProcess, execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { pipelineFolder } from "../models/pipeline/reference.ts";
import { builtProgram, finished } from "./built-program.ts";

const { folder, start } = await builtProgram();

/** Some minutes in one evaluation of a network, which nothing but an end of its process interrupts. */
const long = (out: string): ChildProcess =>
  start(
    ..."sample --prompt a --width 896 --height 896 --solver euler --schedule edm --steps 20".split(
      " ",
    ),
    "--model",
    pipelineFolder("sd15-optimum"),
    "--out",
    out,
  );

/** The process that computes, and the seconds that it has computed. */
function computing(
  parent: number,
): { id: number; seconds: number } | undefined {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time="], {
    encoding: "utf8",
  });
  for (const line of lines.split("\n")) {
    const [id, its, time = ""] = line.trim().split(/\s+/);
    if (Number(its) !== parent) continue;
    const [seconds = 0, minutes = 0] = time.split(":").map(Number).toReversed();
    return { id: Number(id), seconds: minutes * 60 + seconds };
  }
  return undefined;
}

/** Waits until a network computes, which takes more of the processor than all that comes before it. */
async function untilComputing(child: ChildProcess): Promise<number> {
  const { pid = 0 } = child;
  await expect
    .poll(() => computing(pid)?.seconds, { interval: 100, timeout: 60_000 })
    .toBeGreaterThan(4);
  return computing(pid)?.id ?? 0;
}

function isThere(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends a command while its network computes, in a sentence, and leaves neither process nor file",
  async (signal) => {
    const child = long(`${signal}.png`);
    const ended = finished(child);
    const id = await untilComputing(child);
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(new RegExp(`Stopped by ${signal}\\.\\n$`));
    expect(isThere(id)).toBe(false);
    expect(readdirSync(folder).filter((name) => /png/.test(name))).toEqual([]);
  },
  90_000,
);

test("a command that is killed while its network computes leaves no process behind", async () => {
  const child = long("killed.png");
  const ended = finished(child);
  const id = await untilComputing(child);
  child.kill("SIGKILL");
  await ended;
  await expect
    .poll(() => isThere(id), { interval: 100, timeout: 10_000 })
    .toBe(false);
}, 90_000);
