import { BadInput } from "../core/bad-input.ts";
import { cacheKey } from "./cache-key.ts";
import type { CancelSignal } from "../core/cancel.ts";
import type { Gate } from "./gate.ts";
import type { Graph } from "./graph.ts";
import type { Machine } from "./machine.ts";
import type { NodeEvent } from "./messages.ts";
import type { AnyNode, NodeContext } from "./node-definition.ts";
import type { CachedResult, OutputCache } from "./output-cache.ts";
import type { PlannedNode } from "./plan-run.ts";
import { progressLimiter } from "./progress-limiter.ts";
import { type Place, placeOf } from "./place.ts";
import type { ResourcePool, ResourceUser } from "./resource-pool.ts";
import type { Turn } from "./turn.ts";
import type { View } from "./view.ts";

/** One run of a planned graph. */
export interface Run {
  readonly job: string;
  readonly nodes: readonly PlannedNode[];
  /** With every value as it runs. */
  readonly graph: Graph;
  readonly outputFolder: string;
  readonly signal: CancelSignal;
  /** Resolves when the signal is aborted. */
  readonly cancelled: Promise<void>;
  /** Waits between nodes and wherever a node reports. */
  readonly gate: Pick<Gate, "closed" | "pass">;
}

/** What a run is carried out with. */
export interface Executor {
  readonly nodes: ReadonlyMap<string, AnyNode>;
  /** Of all runs of this process: one node computes at a time. */
  readonly turn: Turn;
  readonly cache: OutputCache;
  readonly resources: ResourcePool;
  readonly machine: Machine;
  emit(event: NodeEvent): void;
  /** Runs a task in a process of its own. */
  background(
    job: string,
    node: string,
    task: string,
    input: unknown,
  ): Promise<unknown>;
}

export type RunResult =
  | { readonly state: "done" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "cancelled" };

type Outcome =
  | {
      readonly kind: "done";
      readonly key: string;
      readonly result: CachedResult;
    }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "skipped" }
  | { readonly kind: "cancelled" };

/**
 * Runs every node of a plan, or takes its result from the cache. While a node waits for a background task or rests, others
 * go on, those of other runs too. A node that fails stops only those that need it. Never rejects.
 */
export async function execute(
  run: Run,
  executor: Executor,
): Promise<RunResult> {
  const outcomes = new Map<string, Promise<Outcome>>();
  for (const node of run.nodes)
    outcomes.set(node.id, settle(run, executor, node, outcomes));
  const all = await Promise.all(outcomes.values());
  if (run.signal.aborted) return { state: "cancelled" };
  const failed = all.find((outcome) => outcome.kind === "failed");
  return failed === undefined
    ? { state: "done" }
    : { state: "failed", message: failed.message };
}

/** Waits for what the node needs, then for its turn, then runs it. */
async function settle(
  run: Run,
  executor: Executor,
  node: PlannedNode,
  outcomes: ReadonlyMap<string, Promise<Outcome>>,
): Promise<Outcome> {
  const sources = await Promise.all(
    Object.entries(node.inputs).map(async ([name, source]) => ({
      name,
      source,
      outcome: await outcomes.get(source.node),
    })),
  );
  const upstreamKeys = new Map<string, string>();
  const inputs: Record<string, unknown> = { ...node.values };
  for (const { name, source, outcome } of sources) {
    if (outcome?.kind !== "done") {
      if (run.signal.aborted) return { kind: "cancelled" };
      const before = run.nodes.find(({ id }) => id === source.node);
      executor.emit({
        kind: "node-skipped",
        job: run.job,
        node: node.id,
        message: `${node.name} was skipped, because ${before?.name ?? source.node} ${outcome?.kind === "skipped" ? "was skipped" : "failed"}.`,
      });
      return { kind: "skipped" };
    }
    upstreamKeys.set(source.node, outcome.key);
    inputs[name] = outcome.result.outputs[source.output];
  }
  const place = await placeOf(run, executor.turn);
  const resources = executor.resources.user();
  try {
    // between two nodes a cancel comes in
    await executor.machine.pause();
    await place.rest();
    if (run.signal.aborted) return { kind: "cancelled" };
    return await runNode(
      run,
      { ...executor, resources },
      { node, inputs, upstreamKeys },
      place,
    );
  } catch (error) {
    if (run.signal.aborted) return { kind: "cancelled" };
    const message = sentenceOf(error);
    executor.emit({
      kind: "node-failed",
      job: run.job,
      node: node.id,
      message,
      ...(error instanceof BadInput && { reason: "bad-input" as const }),
    });
    return { kind: "failed", message };
  } finally {
    resources.done();
    place.leave();
  }
}

async function runNode(
  run: Run,
  executor: Omit<Executor, "resources"> & { readonly resources: ResourceUser },
  ready: {
    readonly node: PlannedNode;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly upstreamKeys: ReadonlyMap<string, string>;
  },
  place: Place,
): Promise<Outcome> {
  const { node, inputs, upstreamKeys } = ready;
  const { cache, machine } = executor;
  const definition = executor.nodes.get(node.type);
  if (definition === undefined)
    throw new Error(`The node kind "${node.type}" is not known to the runner.`);
  const key = await cacheKey(node, definition.version, upstreamKeys, machine);
  const finished = (
    result: CachedResult,
    cached: boolean,
    elapsedMs: number,
  ) => {
    executor.emit({
      kind: "node-finished",
      job: run.job,
      node: node.id,
      cached,
      elapsedMs,
      views: result.views,
      ...(result.warnings.length > 0 && { warnings: result.warnings }),
    });
    return { kind: "done", key, result } as const;
  };
  const cached = cache.get(key);
  if (cached && (await isStillThere(cached, run, machine)))
    return finished(cached, true, 0);

  executor.emit({ kind: "node-started", job: run.job, node: node.id });
  const start = machine.now();
  const views: View[] = [];
  const warnings: string[] = [];
  const files: string[] = [];
  const progress = progressLimiter(machine, (report) =>
    executor.emit({
      kind: "node-progress",
      job: run.job,
      node: node.id,
      ...report,
    }),
  );
  const context: NodeContext = {
    signal: run.signal,
    graph: run.graph,
    node: node.id,
    async report(report) {
      progress.report(report);
      await machine.pause();
      if ((await place.rest()) === "after a pause") progress.restart();
      run.signal.throwIfAborted();
    },
    show(...shown) {
      views.splice(0, views.length, ...shown);
    },
    warn(message) {
      warnings.push(message);
      executor.emit({
        kind: "node-warned",
        job: run.job,
        node: node.id,
        warnings: [...warnings],
      });
    },
    resource: (key, make, dispose) =>
      executor.resources.get(key, make, dispose),
    // the task's own types: its input went to its run, its output came from it
    background: async (task, input) =>
      (await place.without(() =>
        executor.background(run.job, node.id, task.id, input),
      )) as never,
    async writeFile(name, bytes) {
      run.signal.throwIfAborted();
      const file = await machine.writeNewFile(run.outputFolder, name, bytes);
      files.push(file.path);
      return file;
    },
  };
  const outputs = await definition.run(inputs, context);
  run.signal.throwIfAborted();
  progress.flush();
  for (const name of Object.keys(definition.outputs))
    if (outputs[name] === undefined)
      throw new Error(`${node.name} gave no result for its output "${name}".`);
  const { outputFolder } = run;
  const result = { outputs, views, warnings, files, outputFolder };
  cache.set(key, result);
  return finished(result, false, machine.now() - start);
}

async function isStillThere(
  { files, outputFolder }: CachedResult,
  run: Run,
  machine: Machine,
): Promise<boolean> {
  if (files.length === 0) return true;
  if (outputFolder !== run.outputFolder) return false;
  const there = await Promise.all(
    files.map((path) => machine.fileExists(path)),
  );
  return there.every(Boolean);
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim() || "The node failed without saying why.";
}
