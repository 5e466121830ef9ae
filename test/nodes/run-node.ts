import { emptyGraph, type Graph } from "../../engine/graph.ts";
import { memoryShards } from "../../core/klub/shards.ts";
import type { Progress, TaskContext } from "../../engine/node-definition.ts";
import type { View } from "../../engine/view.ts";
import { nodes } from "../../nodes/registry.ts";

export interface RunNode {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly views: readonly View[];
  readonly warnings: readonly string[];
  readonly reports: readonly Progress[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Runs one node as the executor does: defaults for what is not given, files kept in memory, background tasks in this process. */
export async function runNode(
  id: string,
  given: Readonly<Record<string, unknown>>,
  options: {
    readonly graph?: Graph;
    readonly signal?: AbortSignal;
    readonly onReport?: (progress: Progress) => void;
    /** Kept from run to run, as a process keeps them; gone after the run where absent. */
    readonly resources?: Map<string, unknown>;
    /** In memory, and gone after the run, where absent. */
    readonly openCheckpoint?: TaskContext["openCheckpoint"];
  } = {},
): Promise<RunNode> {
  const node = nodes.get(id);
  if (!node) throw new Error(`there is no node ${id}`);
  const defaults = Object.entries(node.inputs).map(
    ([name, input]) =>
      [name, input.kind === "port" ? undefined : input.default] as const,
  );
  const views: View[] = [];
  const warnings: string[] = [];
  const reports: Progress[] = [];
  const files = new Map<string, Uint8Array>();
  const resources = options.resources ?? new Map<string, unknown>();
  const signal = options.signal ?? new AbortController().signal;
  const shared: TaskContext = {
    signal,
    openCheckpoint:
      options.openCheckpoint ??
      (async () => ({
        shards: memoryShards(),
        finished: undefined,
        finish: async () => {},
        close: async () => {},
        notice: () => undefined,
      })),
    async rest() {
      signal.throwIfAborted();
    },
    async report(progress) {
      reports.push(progress);
      options.onReport?.(progress);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    async resource<T>(key: string, make: () => Promise<T>) {
      if (!resources.has(key)) resources.set(key, await make());
      return resources.get(key) as T;
    },
  };
  const outputs = await node.run(
    { ...Object.fromEntries(defaults), ...given },
    {
      ...shared,
      graph: options.graph ?? emptyGraph,
      node: "test",
      show(...shown) {
        if (node.shows === undefined)
          throw new Error(
            `nodes/${id}.ts shows a result and keeps no room for it: declare what it shows`,
          );
        views.splice(0, views.length, ...shown);
      },
      warn(message) {
        warnings.push(message);
      },
      // in this process, but through a copy, as messages between processes are
      background: async (task, input) =>
        structuredClone(await task.run(structuredClone(input), shared)),
      async writeFile(name, bytes) {
        const [stem = "", extension = ""] = name.split(/\.(?=[^.]*$)/);
        let free = name;
        for (let number = 2; files.has(free); number++)
          free = `${stem}-${number}.${extension}`;
        files.set(free, bytes);
        return { path: `/out/${free}`, name: free, bytes: bytes.length };
      },
    },
  );
  return { outputs, views, warnings, reports, files };
}
