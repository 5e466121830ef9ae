import type { Graph, GraphGroup, GraphLink, GraphNode } from "./graph.ts";
import { readableJson } from "./readable-json.ts";

/** The text of a graph file: the same graph gives the same text, with fields in a fixed order. */
export function writeGraph(graph: Graph): string {
  const { format, version, title, nodes, links, groups, view, extra } = graph;
  const document = {
    format,
    version,
    title,
    nodes: nodes.map(nodeFields),
    links: links.map(linkFields),
    groups: groups.map(groupFields),
    view,
  };
  return `${readableJson(withExtra(document, extra))}\n`;
}

function nodeFields(node: GraphNode): object {
  const { id, type, title, position, size, values, files, mode, extra } = node;
  const { collapsed, pinned, color } = node;
  return withExtra(
    {
      id,
      type,
      title,
      position,
      size,
      values,
      files,
      mode,
      collapsed,
      pinned,
      color,
    },
    extra,
  );
}

function linkFields({ from, to, extra }: GraphLink): object {
  return withExtra(
    {
      from: { node: from.node, output: from.output },
      to: { node: to.node, input: to.input },
    },
    extra,
  );
}

function groupFields(group: GraphGroup): object {
  const { title, position, size, color, extra } = group;
  return withExtra({ title, position, size, color }, extra);
}

/** Fields that were kept without being known stand after ours, and never in their place. */
function withExtra(known: object, extra: object | undefined): object {
  return { ...known, ...extra, ...known };
}
