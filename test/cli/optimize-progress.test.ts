import { expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

const { start } = await builtProgram();

test("a long optimization says on standard error how far it is and how much time is left, nothing on standard output, and ends at Ctrl+C", async () => {
  const child = start(
    ..."optimize --model ring-of-8 --steps 5 --samples 1000000 --json".split(
      " ",
    ),
  );
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.on("data", (part: Buffer) => {
      said[name] += part.toString();
    });
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  await expect
    .poll(() => said.stderr, { interval: 50, timeout: 30_000 })
    .toMatch(/^\d+ of 1000000 samples, (?:\d+ h )?\d+ min(?: \d+ s)? left\n/m);
  child.kill("SIGINT");
  expect(await ended).toBe(1);
  expect(said.stderr).toMatch(/Stopped by SIGINT\.\n$/);
  expect(said.stderr).not.toContain("\r");
  expect(said.stdout).toBe("");
}, 60_000);
