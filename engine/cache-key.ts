import type { Machine } from "./machine.ts";
import type { PlannedNode } from "./plan-run.ts";

/**
 * What decides a node's result: its kind and version, every value, which outputs of what it is linked to, and the
 * identity of each file that it names. What is random in a node is decided by its seed, a value.
 * @param upstreamKeys - The keys of the nodes that it is linked to, by id.
 */
export async function cacheKey(
  node: PlannedNode,
  version: number,
  upstreamKeys: ReadonlyMap<string, string>,
  machine: Pick<Machine, "hash" | "fileIdentity">,
): Promise<string> {
  const files = await Promise.all(
    node.files.map(async (name) => {
      const path = node.values[name];
      return typeof path === "string" && path !== ""
        ? [name, await machine.fileIdentity(path)]
        : [name];
    }),
  );
  return machine.hash(
    JSON.stringify([
      node.type,
      version,
      sortedEntries(node.values),
      sortedEntries(node.inputs).map(([name, source]) => [
        name,
        upstreamKeys.get(source.node),
        source.output,
      ]),
      files,
    ]),
  );
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
}
