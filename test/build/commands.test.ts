import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// The commands as a user calls them, in a copy of the project whose path has spaces, from a folder elsewhere.

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stepwright commands "));
const project = join(folder, "a project");
const elsewhere = join(folder, "elsewhere");
const left = ["node_modules", ".git", ".cache", "dist", "release", "test"];
const environment = {
  ...process.env,
  STEPWRIGHT_HOME: join(folder, "home"),
  STEPWRIGHT_STATE: join(folder, "state"),
  DISPLAY: "",
  WAYLAND_DISPLAY: "",
};

beforeAll(() => {
  mkdirSync(elsewhere);
  cpSync(root, project, {
    recursive: true,
    filter: (path) => !left.some((name) => path === join(root, name)),
  });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, "build", "cli.mjs"), ...words],
    { cwd: elsewhere, env: environment, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

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
  utimesSync(join(project, "core", "vector.ts"), now, now);
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
    [join(project, "build", "start.mjs"), "--port", "0"],
    { cwd: elsewhere, env: environment },
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
    expect((await fetch(address)).status).toBe(200);
    start.kill("SIGINT");
    await ended;
    await expect(fetch(address)).rejects.toThrow();
  } finally {
    start.kill("SIGKILL");
  }
}, 60_000);
