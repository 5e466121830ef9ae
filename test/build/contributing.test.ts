import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProject } from "./project-copy.ts";

// The examples of CONTRIBUTING.md, put into a copy of the project and used.

const project = copyProject();
const examples = [
  ...readFileSync(join(project.path, "CONTRIBUTING.md"), "utf8").matchAll(
    /^`(\S+\.ts)`\n+```ts\n([\s\S]*?)^```$/gm,
  ),
].map(([, path = "", code = ""]) => ({ path, code }));

beforeAll(() => {
  for (const { path, code } of examples)
    writeFileSync(join(project.path, path), code);
});
afterAll(() => project.remove());

test("there is an example of a solver, of a schedule and of a node", () => {
  expect(examples.map(({ path }) => path)).toEqual([
    "core/solvers/midpoint.ts",
    "core/schedules/linear.ts",
    "nodes/look/list-levels.ts",
  ]);
});

test("the examples compile under the project's settings", () => {
  const done = spawnSync(
    process.execPath,
    [join(project.path, "node_modules/typescript/bin/tsc"), "-b", "nodes"],
    { cwd: project.path, encoding: "utf8" },
  );
  expect(done.stdout).toBe("");
  expect(done.status).toBe(0);
}, 60_000);

test("the schedule of the example is found by its file's name, and is linear", () => {
  const { status, stdout, stderr } = project.cli(
    ..."schedule linear --steps 4 --sigma-min 2 --sigma-max 10 --json".split(
      " ",
    ),
  );
  expect(stderr).not.toContain("rror");
  expect(status).toBe(0);
  const { sigmas } = JSON.parse(stdout) as { sigmas: number[] };
  expect(sigmas).toEqual([10, 8, 6, 4, 2]);
}, 60_000);

test("the solver of the example samples, two evaluations a step", () => {
  const out = join(project.elsewhere, "samples.json");
  const { status, stderr } = project.cli(
    ...`sample --model ring-of-8 --solver midpoint --schedule linear --steps 5
    --sigma-min 0.002 --sigma-max 80 --seed 1 --count 3 --out`.split(/\s+/),
    out,
  );
  expect(status, stderr).toBe(0);
  const { samples, nfe } = JSON.parse(readFileSync(out, "utf8")) as {
    samples: number[][];
    nfe: number;
  };
  expect(samples).toHaveLength(3);
  expect(nfe).toBe(10);
}, 60_000);

test("the node of the example runs in a graph", () => {
  const graph = join(project.elsewhere, "graph.json");
  const node = (id: string, type: string, values: object) => ({
    id,
    type,
    position: [0, 0],
    values,
  });
  writeFileSync(
    graph,
    JSON.stringify({
      format: "stepwright-graph",
      version: 1,
      nodes: [
        node("schedule", "schedules/schedule", { steps: 4 }),
        node("list", "look/list-levels", {}),
      ],
      links: [
        {
          from: { node: "schedule", output: "schedule" },
          to: { node: "list", input: "schedule" },
        },
      ],
      groups: [],
    }),
  );
  const { status, stdout, stderr } = project.cli(
    "run",
    graph,
    "--out",
    project.elsewhere,
    "--json",
  );
  expect(status, stderr).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty("seconds");
}, 60_000);
