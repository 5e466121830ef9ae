import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { childrenOf, isAlive } from "../engine/processes/is-alive.ts";
import { builtProgram } from "./built-program.ts";

const { folder, run, start } = await builtProgram();

function link(from: string, to: string) {
  const [fromNode, output] = from.split(".");
  const [toNode, input] = to.split(".");
  return {
    from: { node: fromNode, output },
    to: { node: toNode, input },
  };
}

const sampling = {
  format: "stepwright-graph",
  version: 1,
  nodes: [
    { id: "model", type: "sampling/model" },
    { id: "solver", type: "sampling/solver" },
    { id: "schedule", type: "schedules/schedule" },
    { id: "sampler", type: "sampling/sampler", values: { count: 32, seed: 5 } },
    { id: "save", type: "files/save-samples", values: { format: "csv" } },
    { id: "picture", type: "files/save-image" },
  ].map((node) => ({ position: [0, 0], ...node })),
  links: [
    link("model.model", "sampler.model"),
    link("solver.solver", "sampler.solver"),
    link("schedule.schedule", "sampler.schedule"),
    link("sampler.samples", "save.samples"),
    link("sampler.samples", "picture.samples"),
  ],
};

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  );
  return path;
}

const graph = file("graph.json", sampling);

interface Answer {
  readonly outputs: readonly { node: string; files: readonly string[] }[];
  readonly seconds: number;
}

function filesOf({ outputs }: Answer, node: string): readonly string[] {
  return outputs.find((output) => output.node === node)?.files ?? [];
}

test("a graph runs into a folder, and its picture runs again to the same samples", async () => {
  const first = await run("run", graph, "--out", "first", "--json");
  expect(first.stderr).toBe("");
  expect(first.code).toBe(0);
  const answer = JSON.parse(first.stdout) as Answer;
  expect(answer.outputs.map(({ node }) => node)).toEqual(["save", "picture"]);
  const [samples = ""] = filesOf(answer, "save");
  const [picture = ""] = filesOf(answer, "picture");
  expect(samples.startsWith(join(folder, "first"))).toBe(true);
  expect(
    readFileSync(samples, "utf8").trim().split("\n").length,
  ).toBeGreaterThanOrEqual(32);

  const second = await run("run", picture, "--out", "second");
  expect(second.code).toBe(0);
  const [again = ""] = filesOf(JSON.parse(second.stdout) as Answer, "save");
  expect(readFileSync(again, "utf8")).toBe(readFileSync(samples, "utf8"));
});

test("--set changes values by the kinds of their inputs, by a node's id or title", async () => {
  const { code, stdout } = await run(
    "run",
    graph,
    "--out",
    "set",
    "--set",
    "sampler.count=3",
    "--set",
    "Save Samples.name=mine=x",
    "--set",
    "sampler.seed=6",
  );
  expect(code).toBe(0);
  const [samples = ""] = filesOf(JSON.parse(stdout) as Answer, "save");
  expect(samples).toMatch(/mine.x\.csv$/);
  const lines = readFileSync(samples, "utf8").trim().split("\n");
  expect(lines.filter((line) => /^-?\d/.test(line))).toHaveLength(3);
});

test.each([
  [
    "nope.count=1",
    /^--set nope: the graph has no node of that name; its nodes are model \(Model\), /,
  ],
  [
    "sampler.size=1",
    /^--set sampler\.size: Sampler has no such input; its values are seed, count, process, flow_shift, first_noise, noise_source\.$/,
  ],
  [
    "sampler.model=1",
    /this input takes a link, not a value; its values are seed, count, process, flow_shift, first_noise, noise_source\.$/,
  ],
  [
    "sampler.count=0",
    /^--set sampler\.count must be a whole number from 1 to \d+, got 0\.$/,
  ],
  [
    "model.__proto__=1",
    /^--set model\.__proto__: Model has no such input; its values are /,
  ],
  ["sampler.count=1e9", /got 1000000000\.$/],
  ["sampler.count=many", /got "many"\.$/],
  [
    "sampler.count",
    /^--set must be node\.input=value, got "sampler\.count"\.$/,
  ],
])(
  "--set %s is exit code 2 and a sentence that lists what there is",
  async (assignment, message) => {
    const { code, stderr, stdout } = await run(
      "run",
      graph,
      "--out",
      "o",
      "--set",
      assignment,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim()).toMatch(message);
  },
);

const odd = { id: "odd", type: "other/kind", position: [0, 0] };
test.each<[string, unknown, RegExp]>([
  ["not JSON", "{", /is not JSON/],
  ["not a graph", { nodes: [] }, /is not a Stepwright graph/],
  ["empty", { ...sampling, nodes: [], links: [] }, /There is nothing to run/],
  [
    "of a newer version",
    { ...sampling, version: 3 },
    /^\S+bad\.json was saved by a newer Stepwright and cannot be run by this one\.\n$/,
  ],
  [
    "with an unknown node",
    { ...sampling, nodes: [...sampling.nodes, odd] },
    /"other\/kind" is a kind of node that is not known here/,
  ],
  [
    "with a link between wrong types",
    {
      ...sampling,
      links: [
        ...sampling.links.slice(1),
        link("solver.solver", "sampler.model"),
      ],
    },
    /The input "model" of Sampler takes a model, but the link brings a solver from Solver\./,
  ],
  [
    "with a missing link",
    { ...sampling, links: sampling.links.slice(1) },
    /Sampler needs a model linked into its input "model"\./,
  ],
])(
  "a graph that is %s is exit code 2, a sentence, and no file",
  async (name, content, message) => {
    const out = name.replaceAll(" ", "-");
    const { code, stderr, stdout } = await run(
      "run",
      file("bad.json", content),
      "--out",
      out,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(readdirSync(join(folder, out))).toEqual([]);
  },
);

test("a node that fails on what it was given is exit code 2 with one sentence that begins with its name", async () => {
  const { code, stderr, stdout } = await run(
    "run",
    graph,
    "--out",
    "o",
    "--set",
    "model.model=file",
    "--set",
    `model.path=${join(folder, "missing.onnx")}`,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  // what was skipped for it is not worth a line
  expect(stderr).toMatch(
    /^Model: There is no file .*missing\.onnx, and none of its name in the model folders: .+\n$/,
  );
});

test("an empty --out, as of a shell's variable that is not set, is exit code 2", async () => {
  const { code, stderr } = await run("run", graph, "--out", "");
  expect(code).toBe(2);
  expect(stderr).toBe(
    "--out must name a folder, got nothing; the current one is --out .\n",
  );
});

test("a file where the folder should be is said in words", async () => {
  const { code, stderr } = await run("run", graph, "--out", graph);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `--out ${graph}: the folder cannot be made: a part of the path is a file, not a folder.\n`,
  );
});

test.runIf(process.platform === "linux")(
  "a folder that cannot be made is exit code 2 and said before anything runs",
  async () => {
    const { code, stderr } = await run("run", graph, "--out", "/proc/out");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out \/proc\/out: the folder cannot be made/);
  },
);

test("Ctrl+C stops a run of many minutes and leaves no process", async () => {
  const child = start(
    "run",
    graph,
    "--out",
    "stopped",
    "--set",
    "sampler.count=500000",
    "--set",
    "schedule.steps=1000",
  );
  const said: string[] = [];
  child.stderr?.on("data", (part: Buffer) => said.push(part.toString()));
  const closed = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  await expect
    .poll(() => said.join(""), { timeout: 20_000 })
    .toContain("Sampler:");
  const children = childrenOf(child.pid ?? 0);
  child.kill("SIGINT");
  expect(await closed).toBe(1);
  expect(said.join("")).toContain("The run was stopped.");
  await expect.poll(() => children.filter(isAlive)).toEqual([]);
});

test("a model that has moved into a model folder is found by its content, and the run says so", async () => {
  const models = join(folder, "home", "models");
  mkdirSync(models, { recursive: true });
  const there = join(models, "renamed.onnx");
  const content = readFileSync(
    new URL("../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
  );
  writeFileSync(there, content);
  const path = join(folder, "elsewhere", "conv.onnx");
  const moved = file("moved.json", {
    ...sampling,
    nodes: sampling.nodes.map((node) =>
      node.id === "model"
        ? {
            ...node,
            values: { model: "file", path },
            files: {
              path: {
                path,
                sha256: createHash("sha256").update(content).digest("hex"),
                bytes: content.length,
              },
            },
          }
        : node,
    ),
  });
  const found = await run("run", moved, "--out", "found", "--json");
  expect(found.stderr).toContain(
    `conv.onnx had moved: it was found by its content at ${there}.`,
  );
  expect(found.code).toBe(0);
  writeFileSync(there, "another content");
  const lost = await run("run", moved, "--out", "lost", "--json");
  expect(lost.stderr).toContain(`There is no file ${path}, and none of its`);
  expect(lost.code).toBe(2);
});
