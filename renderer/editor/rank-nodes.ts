import type { NodeDescription } from "../../engine/node-definition.ts";
import { portTypes } from "../../engine/port-types.ts";
import type { SocketType } from "../../engine/values.ts";
import { rankByName } from "./rank-by-name.ts";

/** Where a dropped link started, as far as the search for its other end cares. */
export interface LooseEnd {
  /** Which side of the new node it would be plugged into. */
  readonly into: "input" | "output";
  /** Any of them fits. */
  readonly types: readonly SocketType[];
}

export interface RankedNode {
  readonly node: NodeDescription;
  /** The socket of the node that takes the loose end, where there is one. */
  readonly socket?: string;
  /** What others call it, where it was found by that. */
  readonly by?: string;
}

/** The socket that a loose end would be plugged into; a required input before an optional one. */
export function socketFor(
  node: NodeDescription,
  end: LooseEnd,
): string | undefined {
  if (end.into === "output")
    return Object.entries(node.outputs).find(([, output]) =>
      end.types.includes(output.type),
    )?.[0];
  const fitting = Object.entries(node.inputs).filter(
    ([, input]) =>
      input.kind === "port" &&
      portTypes(input).some((type) => end.types.includes(type)),
  );
  const required = fitting.find(
    ([, input]) => input.kind === "port" && !input.optional,
  );
  return (required ?? fitting[0])?.[0];
}

/** The nodes that fit a query, best first; those that take the loose end before all others. */
export function rankNodes(
  nodes: readonly NodeDescription[],
  query: string,
  end?: LooseEnd,
): RankedNode[] {
  const found = rankByName(nodes, query, ({ title, also = [], id }) => ({
    title,
    also: [...also, id],
  })).map(({ entry: node, by }): RankedNode => {
    const socket = end && socketFor(node, end);
    return {
      node,
      ...(socket === undefined ? {} : { socket }),
      ...(by === undefined || by === node.id ? {} : { by }),
    };
  });
  // equal ones stay in the order of the library
  return [
    ...found.filter(({ socket }) => socket !== undefined),
    ...found.filter(({ socket }) => socket === undefined),
  ];
}
