import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "../../engine/host/engine.ts";
import { forkChild } from "../../engine/host/fork.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import { modelHashes } from "../../models/model-hash.ts";
import { classNames } from "../../models/class-names.ts";
import { loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import type { Json } from "../../engine/json.ts";
import { descriptions } from "../../nodes/registry.ts";
import { engineInThisProcess, timeCalls } from "./contained-calls.ts";
import { klubTimes } from "./klub-time.ts";
import { modelRows, perImageRows } from "./model-rows.ts";
import { runGraph } from "./run-graph.ts";
import { ms, ratio } from "./row-words.ts";
import { samplingGraph } from "./sampling-graph.ts";
import { solverCosts } from "./solver-cost.ts";
import { startTime } from "./start-time.ts";

// `npm run bench`: ratios that are measured side by side, in one run, on this machine. build/bench.mjs bundles it.

const [, , root = "", bareProgram = "", part = "all"] = process.argv;
const rounds = 7;
const steps = 20;

interface Subject {
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly path: string;
  readonly shape: readonly number[];
  /** Batch size. */
  readonly count: number;
}

const fixture = join(root, "test", "fixtures", "onnx", "pytorch-conv.onnx");
const conditional = fixture.replace("conv", "conditional");
const subjects: readonly Subject[] = [
  {
    name: "pytorch-conv.onnx",
    values: { model: "file", path: fixture },
    path: fixture,
    shape: [3, 16, 16],
    count: 128,
  },
  ...[...bundledModels.values()].map(({ id, shape, file }) => ({
    name: id,
    values: { model: id },
    path: join(root, "models", "bundled", id, file),
    shape,
    // equally many numbers in a batch, so that a larger model does not take as much longer
    count: Math.max(1, Math.floor((8 * 3 * 32 * 32) / sizeOf(shape))),
  })),
];

const folder = await mkdtemp(join(tmpdir(), "stepwright bench "));
const engine = createEngine({
  version: "bench",
  nodes: descriptions,
  spawn: forkChild(join(root, "dist", "cli", "child.js")),
  homeFolder: join(folder, "home"),
  stateFolder: join(folder, "state"),
  hashes: modelHashes,
  classNames,
  templateFolder: join(root, "nodes", "templates"),
});
const rows: string[][] = [];
try {
  rows.push(
    ...(await containedCalls()),
    ...(await perImageRows(engine, { rounds, steps })),
    ...(await modelRows(engine, join(folder, "loads"), conditional)),
  );
  if (part === "all") {
    for (const subject of subjects) rows.push(...(await sampling(subject)));
    rows.push(...(await solverRows()));
    rows.push(...(await klubRows()));
    rows.push(await startRow());
  }
} finally {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
}
print([
  ["what", "fastest", "against", "ratio of fastest", "median ratio"],
  ...rows,
]);

/** The Sampler node beside the `session.run` calls that it contains, both timed in one process. */
async function containedCalls(): Promise<string[][]> {
  const local = engineInThisProcess(join(folder, "local"));
  const clock = timeCalls();
  const found: string[][] = [];
  try {
    for (const { name, values, count } of subjects) {
      const nodeMs: number[] = [];
      const callsMs: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        clock.take();
        const run = await runGraph(
          local,
          samplingGraph(values, steps, count, round),
          "sampler",
        );
        // the first round makes the session
        if (round === 0) continue;
        nodeMs.push(run.nodeMs("sampler"));
        callsMs.push(clock.take());
      }
      found.push([
        `Sampler node: ${name}, ${count} samples, ${steps} steps`,
        ms(Math.min(...nodeMs)),
        `the ${steps} calls in it, ${ms(Math.min(...callsMs))}`,
        ...ratio(nodeMs, callsMs),
      ]);
    }
  } finally {
    await local.close();
  }
  return found;
}

/** Sampling through the graph, and again from the cache, beside the bare calls of the same session. */
async function sampling(subject: Subject): Promise<string[][]> {
  const { name, values, path, shape, count } = subject;
  const batch = JSON.stringify([count, ...shape]);
  const bare = fork(bareProgram, [path, batch, String(steps)]);
  const callsMs = async (): Promise<number> => {
    bare.send("go");
    const [answer] = (await Promise.race([
      once(bare, "message"),
      once(bare, "exit").then(() => [undefined]),
    ])) as [number | undefined];
    if (answer === undefined)
      throw new Error(`The bare calls of ${name} ended without an answer.`);
    return answer;
  };
  try {
    const graph = (seed: number) => samplingGraph(values, steps, count, seed);
    await callsMs();
    await runGraph(engine, graph(0), "sampler");
    const bareMs: number[] = [];
    const nodeMs: number[] = [];
    const wholeMs: number[] = [];
    const cachedMs: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const fresh = await runGraph(engine, graph(round), "sampler");
      bareMs.push(await callsMs());
      const again = await runGraph(engine, graph(round), "sampler");
      if (!again.cached.has("sampler"))
        throw new Error("The second run did not come from the cache.");
      nodeMs.push(fresh.nodeMs("sampler"));
      wholeMs.push(fresh.wholeMs);
      cachedMs.push(again.wholeMs);
    }
    const calls = `${steps} bare calls, ${ms(Math.min(...bareMs))}`;
    const what = `${name}, ${count} samples, ${steps} steps`;
    const row = (
      title: string,
      ours: readonly number[],
      against: string,
      theirs: readonly number[],
    ) => [
      `${title}: ${what}`,
      ms(Math.min(...ours)),
      against,
      ...ratio(ours, theirs),
    ];
    return [
      row("Sampler node", nodeMs, calls, bareMs),
      row("whole run", wholeMs, calls, bareMs),
      row("second run, from the cache", cachedMs, "first run", wholeMs),
    ];
  } finally {
    bare.kill();
  }
}

/** Each solver's own part of a run of the largest bundled model, the dearest first. */
async function solverRows(): Promise<string[][]> {
  const [largest] = [...bundledModels.values()].toSorted(
    (a, b) => sizeOf(b.shape) - sizeOf(a.shape),
  );
  if (!largest) return [];
  const model = await loadDenoiser(await resolveModel(largest.id));
  try {
    const share = ({ ownMs, modelMs }: { ownMs: number; modelMs: number }) =>
      ownMs / (ownMs + modelMs);
    const costs = await solverCosts(model, 8);
    return costs
      .toSorted((a, b) => share(b) - share(a))
      .map((cost) => [
        `${cost.id}'s own part of a run: ${largest.id}, [${[8, ...largest.shape].join(", ")}]`,
        ms(cost.ownMs),
        `the model's calls, ${ms(cost.modelMs)}`,
        `${(100 * share(cost)).toFixed(2)} %`,
        "",
      ]);
  } finally {
    await model.dispose();
  }
}

/** The schedule editor's own work, against what the mouse leaves time for. */
async function klubRows(): Promise<string[][]> {
  const { moveMs, pathsMs, snapMs } = await klubTimes(rounds);
  const row = (what: string, times: readonly number[], aimMs: number) => [
    what,
    ms(Math.min(...times)),
    `aim ${aimMs} ms`,
    ...ratio(
      times,
      times.map(() => aimMs),
    ),
  ];
  return [
    row("KLUB of 40 steps after a level moved", moveMs, 4),
    row("best schedules of 1 to 40 steps on 513 levels", pathsMs, 100),
    [
      "snapping 40 steps through 5 held levels",
      ms(Math.min(...snapMs)),
      `the schedules above, ${ms(Math.min(...pathsMs))}`,
      ...ratio(snapMs, pathsMs),
    ],
  ];
}

async function startRow(): Promise<string[]> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++)
    times.push(await startTime(root, folder));
  return [
    "second start to a usable editor",
    ms(Math.min(...times)),
    "",
    "",
    "",
  ];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

function print(table: readonly (readonly string[])[]): void {
  console.log(
    `${process.platform} ${process.arch}, ${cpus().length} cores, Node ${process.versions.node}; ${rounds} rounds`,
  );
  for (const [index, row] of table.entries()) {
    console.log(`| ${row.join(" | ")} |`);
    if (index === 0) console.log(`| ${row.map(() => "---").join(" | ")} |`);
  }
}
