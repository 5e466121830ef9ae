import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

const { folder, run } = await builtProgram();
const file = join(folder, "there.json");
writeFileSync(file, "{}");

const sample = ["sample", "--model", "none", "--solver", "euler"];
const optimize = ["optimize", "--model", "none", "--steps", "5"];
const part = "a part of the path is a file, not a folder";

// a model that there is none of would be missed next
test.each([
  [
    [...sample, "--out", join(file, "a.npy")],
    `--out ${join(file, "a.npy")} cannot be written: ${part}.`,
  ],
  [
    [...optimize, "--statistics", folder],
    `--statistics ${folder} cannot be written: there is a folder of that name.`,
  ],
  [
    [...optimize, "--statistics", ""],
    "--statistics must name a file, got nothing.",
  ],
  [
    [...optimize, "--report", join(file, "a.md")],
    `--report ${join(file, "a.md")} cannot be written: ${part}.`,
  ],
])("%j is refused before anything is computed", async (words, sentence) => {
  const { code, stdout, stderr } = await run(...words, "--json");
  expect([code, stdout, stderr]).toEqual([2, "", `${sentence}\n`]);
});

// where no process may make a file, and there is no need of another user
test.runIf(process.platform === "linux")(
  "a folder of run --out in which nothing can be made is refused before the run",
  async () => {
    const { code, stderr } = await run("run", file, "--out", "/proc/self");
    expect([code, stderr]).toEqual([
      2,
      "--out /proc/self: nothing can be written there: nothing can be made in that folder.\n",
    ]);
  },
);
