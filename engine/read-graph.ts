import { z } from "zod";
import { BadInput } from "../core/bad-input.ts";
import { parseJson } from "../core/parse-json.ts";
import { graphVersion } from "./graph.ts";
import type { Graph, GraphGroup, GraphLink, GraphNode } from "./graph.ts";
import type { Json } from "./json.ts";
import type { ReadGraph } from "./messages.ts";
import { upgradedNodes } from "./upgrade-nodes.ts";
import { writeGraph } from "./write-graph.ts";

// zod would else try whether it may compile code, which a strict content security policy reports
z.config({ jitless: true });

/** A graph that was read, and what there is to say about it. */
export type ParsedGraph = Pick<ReadGraph, "graph" | "readOnly" | "notices">;

const pair = z.tuple([z.number(), z.number()]);
const fileIdentity = z.object({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
});
const node = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  type: z.string().min(1),
  title: z.string().optional(),
  position: pair,
  size: pair.optional(),
  values: z.record(z.string(), z.json()).default({}),
  // a broken one is of no use, and no reason to refuse the graph
  files: z.record(z.string(), fileIdentity).optional().catch(undefined),
  mode: z.enum(["active", "mute", "bypass"]).optional(),
  collapsed: z.boolean().optional(),
  pinned: z.boolean().optional(),
  color: z.string().optional(),
});
const link = z.looseObject({
  from: z.object({ node: z.string(), output: z.string() }),
  to: z.object({ node: z.string(), input: z.string() }),
});
const group = z.looseObject({
  title: z.string(),
  position: pair,
  size: pair,
  color: z.string().optional(),
});
const document = z.looseObject({
  format: z.literal("stepwright-graph"),
  version: z.number(),
  title: z.string().optional(),
  nodes: z.array(node),
  links: z.array(link).default([]),
  groups: z.array(group).default([]),
  view: z.object({ scale: z.number().positive(), offset: pair }).optional(),
});

/**
 * Reads a graph from the text of a file.
 * @param name - What the file is called, for messages.
 * @throws BadInput in one sentence where the text is not JSON or no graph of ours.
 */
export function parseGraph(text: string, name: string): ParsedGraph {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw new BadInput(
      `${name} is not JSON (${(cause as Error).message}); wanted a graph saved by Stepwright.`,
      { cause },
    );
  }
  return graphFromJson(json, name);
}

/**
 * Reads a graph from JSON. Fields that are not known are kept in `extra`.
 * @param name - What it came from, for messages.
 * @throws BadInput in one sentence where it is no graph of ours.
 */
export function graphFromJson(json: unknown, name: string): ParsedGraph {
  if (field(json, "format") !== "stepwright-graph")
    throw new BadInput(
      `${name} is not a Stepwright graph: its field "format" must be "stepwright-graph", got ${shown(field(json, "format"))}.`,
    );
  const version = field(json, "version");
  if (typeof version !== "number" || !(version >= 1))
    throw new BadInput(
      `${name} has no usable version: its field "version" must be a number of at least 1, got ${shown(version)}.`,
    );
  const newer = version > graphVersion;
  const about = newer
    ? `${name} was saved by a newer Stepwright (graph version ${version}, this one knows version ${graphVersion})`
    : name;
  const read = document.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new BadInput(
      `${about}${newer ? " and cannot be read here" : " is not a usable graph"}: ${issue ? issueSentence(issue, json) : "it is broken"}.`,
      { cause: read.error },
    );
  }
  const graph = graphOf(read.data);
  refuseDuplicateIds(graph, name);
  const { links, notices } = usableLinks(graph);
  return {
    graph: { ...graph, links },
    readOnly: newer,
    notices: newer
      ? [
          `${about}: it is shown as far as it is understood, and is not saved over.`,
          ...notices,
        ]
      : notices,
  };
}

/**
 * A graph that came in a message, checked as a file is.
 * @throws BadInput in one sentence where it is none.
 */
export function checkedGraph(sent: Graph): Graph {
  return parseGraph(writeGraph(sent), `The graph "${sent.title ?? "Untitled"}"`)
    .graph;
}

function graphOf(read: z.infer<typeof document>): Graph {
  const { format, version, title, view, nodes, links, groups, ...rest } = read;
  return {
    format,
    version: graphVersion,
    ...(title !== undefined && { title }),
    nodes: upgradedNodes(nodes.map(nodeOf), version),
    links: links.map(linkOf),
    groups: groups.map(groupOf),
    ...(view !== undefined && { view }),
    ...extraOf(rest),
  };
}

function nodeOf(read: z.infer<typeof node>): GraphNode {
  const {
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
    ...rest
  } = read;
  return {
    id,
    type,
    ...(title !== undefined && { title }),
    position,
    ...(size !== undefined && { size }),
    values,
    ...(files !== undefined && { files }),
    ...(mode !== undefined && { mode }),
    ...(collapsed !== undefined && { collapsed }),
    ...(pinned !== undefined && { pinned }),
    ...(color !== undefined && { color }),
    ...extraOf(rest),
  };
}

function linkOf({ from, to, ...rest }: z.infer<typeof link>): GraphLink {
  return { from, to, ...extraOf(rest) };
}

function groupOf(read: z.infer<typeof group>): GraphGroup {
  const { title, position, size, color, ...rest } = read;
  return {
    title,
    position,
    size,
    ...(color !== undefined && { color }),
    ...extraOf(rest),
  };
}

function extraOf(rest: Readonly<Record<string, unknown>>): {
  extra?: Readonly<Record<string, Json>>;
} {
  // what stands in a file is JSON
  return Object.keys(rest).length === 0
    ? {}
    : { extra: rest as Readonly<Record<string, Json>> };
}

function refuseDuplicateIds(graph: Graph, name: string): void {
  const seen = new Set<string>();
  for (const { id } of graph.nodes) {
    if (seen.has(id))
      throw new BadInput(
        `${name} has two nodes with the id "${id}"; each id must be there once.`,
      );
    seen.add(id);
  }
}

/** Without links to nodes that are not there, and with one link at most into an input. */
function usableLinks(graph: Graph): {
  links: readonly GraphLink[];
  notices: readonly string[];
} {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const taken = new Set<string>();
  const notices: string[] = [];
  const links = graph.links.filter(({ from, to }) => {
    const target = `${to.node}.${to.input}`;
    const missing = [from.node, to.node].find((id) => !ids.has(id));
    if (missing !== undefined) {
      notices.push(
        `The link from ${from.node}.${from.output} to ${target} was left out, because there is no node "${missing}".`,
      );
      return false;
    }
    if (taken.has(target)) {
      notices.push(
        `The link from ${from.node}.${from.output} to ${target} was left out, because another link ends there already.`,
      );
      return false;
    }
    taken.add(target);
    return true;
  });
  return { links, notices };
}

function issueSentence(issue: z.core.$ZodIssue, json: unknown): string {
  const path = issue.path.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${String(part)}`,
  );
  const got = issue.path.reduce<unknown>(
    (value, part) => field(value, part),
    json,
  );
  const wanted = issue.message
    .replace(/^Invalid (input|string|option): /, "")
    .replace(/, received .*$/, "")
    .replace(
      /^must match pattern.*$/,
      "expected letters, digits, - and _ only",
    );
  return `${path.join("").replace(/^\./, "") || "the document"} is ${shown(got)}, ${wanted}`;
}

function field(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<PropertyKey, unknown>)[name]
    : undefined;
}

/** A value in a message, short. */
function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
