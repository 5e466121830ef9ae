import { spawn } from "node:child_process";
import { once } from "node:events";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyProject } from "./project-copy.ts";

// The commands as a user calls them, in a copy of the project whose path has spaces, from a folder elsewhere.

const project = copyProject();
const { cli } = project;
afterAll(() => project.remove());

const edm = ["schedule", "edm", "--steps", "3", "--sigma-min", "0.1"];

test("the first command builds, and says so beside its answer and not in it", () => {
  const { status, stdout, stderr } = cli(...edm, "--sigma-max", "10", "--json");
  expect(stderr).toContain("building");
  expect(status).toBe(0);
  const { sigmas } = JSON.parse(stdout) as { sigmas: number[] };
  expect(sigmas[0]).toBeCloseTo(10, 12);
  expect(sigmas).toHaveLength(4);
}, 120_000);

test("the second command finds everything built", () => {
  const { status, stderr } = cli(...edm, "--sigma-max", "10", "--json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("a source that is changed is built again", () => {
  const now = new Date();
  utimesSync(join(project.path, "core", "vector.ts"), now, now);
  expect(cli(...edm, "--sigma-max", "10", "--json").stderr).toContain(
    "building",
  );
}, 120_000);

test("bad input gives exit code 2, one sentence on stderr and nothing on stdout", () => {
  const { status, stdout, stderr } = cli(...edm, "--sigma-max", "0.01");
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("npm start without a display prints the address, and Ctrl+C ends it", async () => {
  const start = spawn(
    process.execPath,
    [join(project.path, "build", "start.mjs"), "--port", "0"],
    { cwd: project.elsewhere, env: project.environment },
  );
  let output = "";
  for (const stream of [start.stdout, start.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = once(start, "exit");
  try {
    await expect
      .poll(() => output, { timeout: 20_000 })
      .toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    expect(output).toContain("there is no display");
    const [address] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output) ?? [""];
    expect((await fetch(new URL("/", address))).status).toBeLessThan(500);
    start.kill("SIGINT");
    await ended;
    await expect(fetch(new URL("/", address))).rejects.toThrow();
  } finally {
    start.kill("SIGKILL");
  }
}, 60_000);
