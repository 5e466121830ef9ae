import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, utimesSync, writeFileSync } from "node:fs";
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

/** Runs `npm start`'s program until it has printed an address and all of `sentences`, then ends it as Ctrl+C does. */
async function startAndStop(
  environment: NodeJS.ProcessEnv,
  ...sentences: string[]
): Promise<void> {
  const start = spawn(
    process.execPath,
    [join(project.path, "build", "start.mjs"), "--no-open", "--port", "0"],
    {
      cwd: project.elsewhere,
      env: { ...project.environment, ...environment },
    },
  );
  let output = "";
  for (const stream of [start.stdout, start.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = once(start, "exit");
  try {
    await expect
      .poll(() => output, { timeout: 20_000 })
      .toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    for (const sentence of sentences) expect(output).toContain(sentence);
    const [address = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
    expect((await fetch(address)).status).toBeLessThan(500);
    start.kill("SIGINT");
    await ended;
    await expect(fetch(address)).rejects.toThrow();
  } finally {
    start.kill("SIGKILL");
  }
}

test("npm start without a display prints the address, and Ctrl+C ends it", async () => {
  await startAndStop({}, "there is no display");
}, 60_000);

test.skipIf(process.platform === "win32")(
  "npm start opens the browser where Electron is there and ends at once, and says so",
  async () => {
    const electron = join(project.elsewhere, "electron");
    writeFileSync(electron, "#!/bin/sh\nexit 7\n");
    chmodSync(electron, 0o755);
    await startAndStop(
      { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: project.elsewhere },
      "opening the desktop window",
      "Electron ended at once with 7",
    );
  },
  60_000,
);
