import type { Json } from "./json.ts";

/** A default that is another one since: in graphs up to a version an absent value means the former one. */
interface FormerDefault {
  readonly upTo: number;
  readonly type: string;
  readonly input: string;
  readonly value: Json;
}

const formerDefaults: readonly FormerDefault[] = [
  {
    upTo: 1,
    type: "schedules/optimize-schedule",
    input: "method",
    value: "exact",
  },
];

/**
 * Nodes of an older graph with the values that they were meant with.
 * @param version - Of the graph that they stand in.
 */
export function upgradedNodes<
  N extends {
    readonly type: string;
    readonly values: Readonly<Record<string, Json>>;
  },
>(nodes: readonly N[], version: number): readonly N[] {
  const former = formerDefaults.filter(({ upTo }) => version <= upTo);
  return nodes.map((node) => {
    const meant = former.filter(({ type }) => type === node.type);
    return meant.length === 0
      ? node
      : {
          ...node,
          values: {
            ...Object.fromEntries(
              meant.map(({ input, value }) => [input, value]),
            ),
            ...node.values,
          },
        };
  });
}
