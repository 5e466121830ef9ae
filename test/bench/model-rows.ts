import type { Json } from "../../engine/json.ts";
import type { RunningEngine } from "../../engine/running-engine.ts";
import { runGraph } from "./run-graph.ts";
import { samplingGraph } from "./sampling-graph.ts";
import { loadDenoiser } from "../../models/load.ts";
import { engineInThisProcess } from "./contained-calls.ts";
import { megabytes, ms, ratio } from "./row-words.ts";
import { countLoads } from "./session-loads.ts";

type Values = Readonly<Record<string, Json>>;

/** Sampling one image of a batch, for batches of several sizes. */
export async function perImageRows(
  engine: RunningEngine,
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
): Promise<string[][]> {
  const found: string[][] = [];
  let alone: number[] = [];
  for (const count of [1, 8, 32]) {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const graph = samplingGraph({ model: "emoji-32" }, steps, count, round);
      const run = await runGraph(engine, graph, "sampler");
      if (round > 0) times.push(run.nodeMs("sampler") / count);
    }
    if (count === 1) alone = times;
    found.push([
      `one image: emoji-32, batch ${count}, ${steps} steps`,
      ms(Math.min(...times)),
      `batch 1, ${ms(Math.min(...alone))}`,
      ...ratio(times, alone),
    ]);
  }
  return found;
}

/** What keeping sessions saves: memory, loads, and a second node's time. */
export async function modelRows(
  engine: RunningEngine,
  folder: string,
  classModel: string,
): Promise<string[][]> {
  const runs = 500;
  const file = { model: "file", path: classModel };
  const memory = await memoryOverRuns(engine, file, runs);
  const [settled = NaN, last = NaN] = [memory[runs / 5], memory.at(-1)];
  const calls = await memoryOverCalls(classModel, runs);
  const [afterSome = NaN, afterAll = NaN] = [calls[runs / 5], calls.at(-1)];
  const local = engineInThisProcess(folder);
  try {
    const models = [{ model: "emoji-32" }, { model: "emoji-64" }] as const;
    const loads = await loadsInTurn(local, countLoads(), models, 5);
    const { firstMs, secondMs } = await firstAndSecondNode(local, file);
    return [
      [
        `memory of the runner after ${runs} runs, whose results it keeps`,
        megabytes(last),
        `after ${runs / 5}, ${megabytes(settled)}`,
        (last / settled).toFixed(3),
        "",
      ],
      [
        `memory of a process after ${runs} calls of a model`,
        megabytes(afterAll),
        `after ${runs / 5}, ${megabytes(afterSome)}`,
        (afterAll / afterSome).toFixed(3),
        "",
      ],
      [
        "sessions of two models in 5 turns",
        `${loads}`,
        "2",
        `${loads / 2}`,
        "",
      ],
      [
        "a second Model node with the same file",
        ms(secondMs),
        `the first, ${ms(firstMs)}`,
        (secondMs / firstMs).toFixed(3),
        "",
      ],
    ];
  } finally {
    await local.close();
  }
}

/** Memory of this process in bytes after each of many calls of a model. */
async function memoryOverCalls(
  path: string,
  calls: number,
): Promise<readonly number[]> {
  const model = await loadDenoiser({ kind: "onnx", path });
  const size = 8 * model.shape.reduce((product, axis) => product * axis, 1);
  const x = new Float32Array(size);
  const sigma = new Float32Array(8).fill(1);
  const memory: number[] = [];
  for (let call = 0; call < calls; call++) {
    await model.denoise(x, sigma);
    memory.push(process.memoryUsage().rss);
  }
  await model.dispose();
  return memory;
}

/** Memory of the runner in bytes after each of many runs with a seed of its own. */
async function memoryOverRuns(
  engine: RunningEngine,
  model: Values,
  runs: number,
): Promise<readonly number[]> {
  const memory: number[] = [];
  const stop = engine.subscribe((event) => {
    if (event.kind === "memory") memory.push(event.bytes);
  });
  for (let seed = 0; seed < runs; seed++)
    await runGraph(
      engine,
      samplingGraph(model, 2, 4, 10_000 + seed),
      "sampler",
    );
  stop();
  return memory;
}

/** Sessions that are made while two models sample in turn, and then as many again. */
export async function loadsInTurn(
  engine: RunningEngine,
  loads: ReturnType<typeof countLoads>,
  models: readonly [Values, Values],
  turns: number,
): Promise<number> {
  const before = loads.count();
  for (let turn = 0; turn < turns; turn++)
    for (const model of models)
      await runGraph(engine, samplingGraph(model, 2, 1, turn), "sampler");
  return loads.count() - before;
}

/** Milliseconds of a Model node that opens a model with classes, and of another one that names the same afterwards. */
export async function firstAndSecondNode(
  engine: RunningEngine,
  model: Values,
): Promise<{ readonly firstMs: number; readonly secondMs: number }> {
  const graph = samplingGraph(model, 2, 1, 0);
  const [node] = graph.nodes;
  if (!node) throw new Error("The graph has no Model node.");
  // another value of the same model: nothing of it comes from the cache of outputs
  const second = {
    ...node,
    id: "second",
    values: { ...model, class: "0" },
  };
  const both = { ...graph, nodes: [...graph.nodes, second] };
  const first = await runGraph(engine, both, "model");
  const again = await runGraph(engine, both, "second");
  return { firstMs: first.nodeMs("model"), secondMs: again.nodeMs("second") };
}
