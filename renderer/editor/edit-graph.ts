import type {
  Graph,
  GraphGroup,
  GraphLink,
  GraphNode,
} from "../../engine/graph.ts";

/** The parts of a graph that a command acts on: node ids, and places in `groups`. */
export interface Picked {
  readonly nodes: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
}

export const nothingPicked: Picked = { nodes: new Set(), groups: new Set() };

/** An id that reads like its type and is free: `sampler`, `sampler-2`. */
export function freeId(type: string, taken: ReadonlySet<string>): string {
  const base =
    (type.split("/").at(-1) ?? "").replaceAll(/[^A-Za-z0-9_-]+/g, "-") ||
    "node";
  if (!taken.has(base)) return base;
  for (let count = 2; ; count++) {
    const id = `${base}-${count}`;
    if (!taken.has(id)) return id;
  }
}

export function nodeIds(graph: Graph): Set<string> {
  return new Set(graph.nodes.map((node) => node.id));
}

export function addNode(graph: Graph, node: GraphNode): Graph {
  return { ...graph, nodes: [...graph.nodes, node] };
}

/** Adds a link in place of what was plugged into that input. */
export function addLink(graph: Graph, link: GraphLink): Graph {
  const others = graph.links.filter(
    ({ to }) => to.node !== link.to.node || to.input !== link.to.input,
  );
  return { ...graph, links: [...others, link] };
}

export function removeLink(graph: Graph, link: GraphLink): Graph {
  return {
    ...graph,
    links: graph.links.filter(
      ({ from, to }) =>
        from.node !== link.from.node ||
        from.output !== link.from.output ||
        to.node !== link.to.node ||
        to.input !== link.to.input,
    ),
  };
}

export function removePicked(graph: Graph, picked: Picked): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !picked.nodes.has(node.id)),
    links: graph.links.filter(
      ({ from, to }) =>
        !picked.nodes.has(from.node) && !picked.nodes.has(to.node),
    ),
    groups: graph.groups.filter((_, index) => !picked.groups.has(index)),
  };
}

/** Changes some nodes; an undefined field is left out of the result. */
export function changeNodes(
  graph: Graph,
  ids: ReadonlySet<string>,
  change: (node: GraphNode) => GraphNode,
): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (ids.has(node.id) ? change(node) : node)),
  };
}

export function without<T extends object, K extends keyof T>(
  value: T,
  ...keys: K[]
): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  for (const key of keys) delete copy[key];
  return copy as Omit<T, K>;
}

/** All of them get the mode, or lose it where all have it. */
export function toggleMode(
  graph: Graph,
  ids: ReadonlySet<string>,
  mode: "mute" | "bypass",
): Graph {
  const all = graph.nodes.every(
    (node) => !ids.has(node.id) || node.mode === mode,
  );
  return changeNodes(graph, ids, (node) =>
    all ? without(node, "mode") : { ...node, mode },
  );
}

export function toggleFlag(
  graph: Graph,
  ids: ReadonlySet<string>,
  flag: "collapsed" | "pinned",
): Graph {
  const all = graph.nodes.every(
    (node) => !ids.has(node.id) || node[flag] === true,
  );
  return changeNodes(graph, ids, (node) =>
    all ? without(node, flag) : { ...node, [flag]: true },
  );
}

export function setTitle(graph: Graph, id: string, title: string): Graph {
  const trimmed = title.trim();
  return changeNodes(graph, new Set([id]), (node) =>
    trimmed === "" ? without(node, "title") : { ...node, title: trimmed },
  );
}

export function setColor(
  graph: Graph,
  ids: ReadonlySet<string>,
  color: string | undefined,
): Graph {
  return changeNodes(graph, ids, (node) =>
    color === undefined ? without(node, "color") : { ...node, color },
  );
}

export function changeGroup(
  graph: Graph,
  index: number,
  change: (group: GraphGroup) => GraphGroup,
): Graph {
  return {
    ...graph,
    groups: graph.groups.map((group, at) =>
      at === index ? change(group) : group,
    ),
  };
}

/** A group around rectangles, each `[x, y, width, height]`. */
export function groupAround(
  graph: Graph,
  rectangles: readonly (readonly [number, number, number, number])[],
  title: string,
): Graph {
  if (rectangles.length === 0) return graph;
  const margin = 20;
  const titleRoom = 28;
  const left = Math.min(...rectangles.map(([x]) => x)) - margin;
  const top = Math.min(...rectangles.map(([, y]) => y)) - margin - titleRoom;
  const right = Math.max(...rectangles.map(([x, , w]) => x + w)) + margin;
  const bottom = Math.max(...rectangles.map(([, y, , h]) => y + h)) + margin;
  const group: GraphGroup = {
    title,
    position: [Math.round(left), Math.round(top)],
    size: [Math.round(right - left), Math.round(bottom - top)],
  };
  return { ...graph, groups: [...graph.groups, group] };
}
