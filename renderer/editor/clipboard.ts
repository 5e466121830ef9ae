import { graphVersion } from "../../engine/graph.ts";
import type { Graph, GraphLink, GraphNode } from "../../engine/graph.ts";
import type { GraphGroup } from "../../engine/graph.ts";
import { upgradedNodes } from "../../engine/upgrade-nodes.ts";
import { freeId, nodeIds, type Picked } from "./edit-graph.ts";

/** Copied nodes, as text on the system's clipboard too. */
export interface Clip {
  readonly format: "stepwright-clip";
  /** That of a graph with such nodes. */
  readonly version: number;
  readonly nodes: readonly GraphNode[];
  /** Links among the copied nodes, and those that came into them from elsewhere. */
  readonly links: readonly GraphLink[];
  readonly groups: readonly GraphGroup[];
}

/** What is picked out of a graph, with its links; links to nodes further on stay behind. */
export function clipOf(graph: Graph, picked: Picked): Clip {
  return {
    format: "stepwright-clip",
    version: graphVersion,
    nodes: graph.nodes.filter((node) => picked.nodes.has(node.id)),
    links: graph.links.filter(({ to }) => picked.nodes.has(to.node)),
    groups: graph.groups.filter((_, index) => picked.groups.has(index)),
  };
}

/** Reads a clip from text; anything else on the clipboard gives `undefined`. */
export function parseClip(text: string): Clip | undefined {
  if (!text.includes('"stepwright-clip"')) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(data) || data["format"] !== "stepwright-clip") return undefined;
  const { version, nodes, links, groups } = data;
  const sound =
    typeof version === "number" &&
    version >= 1 &&
    version <= graphVersion &&
    Array.isArray(nodes) &&
    nodes.every(isNode) &&
    Array.isArray(links) &&
    links.every(isLink) &&
    Array.isArray(groups) &&
    groups.every(isGroup);
  // every part was looked at above
  if (!sound) return undefined;
  const clip = data as unknown as Clip;
  return {
    ...clip,
    version: graphVersion,
    nodes: upgradedNodes(clip.nodes, clip.version),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPoint(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((item) => typeof item === "number" && Number.isFinite(item))
  );
}

function isNode(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["type"] === "string" &&
    isPoint(value["position"]) &&
    isRecord(value["values"])
  );
}

function isLink(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { from, to } = value;
  return (
    isRecord(from) &&
    isRecord(to) &&
    [from["node"], from["output"], to["node"], to["input"]].every(
      (part) => typeof part === "string",
    )
  );
}

function isGroup(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["title"] === "string" &&
    isPoint(value["position"]) &&
    isPoint(value["size"])
  );
}

/** The upper left corner of what was copied. */
export function clipCorner(clip: Clip): [number, number] {
  const points = [...clip.nodes, ...clip.groups].map(
    ({ position }) => position,
  );
  return [
    Math.min(...points.map(([x]) => x)),
    Math.min(...points.map(([, y]) => y)),
  ];
}

export interface Pasted {
  readonly graph: Graph;
  /** What is new in it. */
  readonly picked: Picked;
}

/**
 * Puts a clip into a graph with ids of its own.
 * @param shift - Added to every position.
 * @param withLinks - Whether links from nodes outside the clip come along, where those nodes exist.
 */
export function pasteClip(
  graph: Graph,
  clip: Clip,
  shift: readonly [number, number],
  withLinks: boolean,
): Pasted {
  const taken = nodeIds(graph);
  const before = new Set(taken);
  const renamed = new Map<string, string>();
  for (const { id, type } of clip.nodes) {
    const free = taken.has(id) ? freeId(type, taken) : id;
    renamed.set(id, free);
    taken.add(free);
  }
  const move = ([x, y]: readonly [number, number]) =>
    [x + shift[0], y + shift[1]] as const;
  const nodes = clip.nodes.map((node) => ({
    ...node,
    id: renamed.get(node.id) ?? node.id,
    position: move(node.position),
  }));
  const links: GraphLink[] = [];
  for (const { from, to } of clip.links) {
    const source =
      renamed.get(from.node) ??
      (withLinks && before.has(from.node) ? from.node : undefined);
    const target = renamed.get(to.node);
    if (source !== undefined && target !== undefined)
      links.push({
        from: { ...from, node: source },
        to: { ...to, node: target },
      });
  }
  return {
    graph: {
      ...graph,
      nodes: [...graph.nodes, ...nodes],
      links: [...graph.links, ...links],
      groups: [
        ...graph.groups,
        ...clip.groups.map((group) => ({
          ...group,
          position: move(group.position),
        })),
      ],
    },
    picked: {
      nodes: new Set(nodes.map(({ id }) => id)),
      groups: new Set(
        clip.groups.map((_, index) => graph.groups.length + index),
      ),
    },
  };
}
