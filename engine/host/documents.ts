import { readFile, readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { nearestNames } from "../../core/nearest-names.ts";
import type { EngineApi, ReadGraph } from "../messages.ts";
import { nodeName } from "../node-name.ts";
import type { NodeDescription } from "../node-definition.ts";
import { isPng, isWholePng, readPngText, stepwrightKey } from "../png-text.ts";
import {
  type ParsedGraph,
  checkedGraph,
  graphFromJson,
  parseGraph,
} from "../read-graph.ts";
import { graphVersion } from "../graph.ts";
import { writeGraph } from "../write-graph.ts";
import { writeFileAtomic } from "./atomic-write.ts";
import { readFailure } from "./read-failure.ts";

/** Graphs in files: reading them from JSON and from pictures, writing them, templates. */
export type Documents = Pick<
  EngineApi,
  "readGraph" | "parseGraph" | "writeGraph" | "readTemplate"
>;

/** A graph that comes with the program. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly path: string;
}

export function documentsOf(
  nodes: ReadonlyMap<string, NodeDescription>,
  templateFolder: string,
): Documents {
  const withNotices = (parsed: ParsedGraph): ParsedGraph => ({
    ...parsed,
    notices: [
      ...parsed.notices,
      ...unknownKinds(parsed, nodes),
      ...unknownValues(parsed, nodes),
    ],
  });
  return {
    async readGraph(path): Promise<ReadGraph> {
      const parsed = withNotices(await readGraphFile(path));
      // a picture is not the graph's own file: saving must not write over it
      return /\.png$/i.test(path) ? parsed : { ...parsed, path: resolve(path) };
    },
    parseGraph: async (name, bytes) =>
      withNotices(parseGraphBytes(name, bytes)),
    async writeGraph(path, graph) {
      const text = writeGraph(checkedGraph(graph));
      const target = resolve(path);
      await refuseNewerFile(target);
      await writeFileAtomic(target, text);
      return { path: target };
    },
    async readTemplate(id) {
      const templates = await listTemplates(templateFolder);
      const found = templates.find((template) => template.id === id);
      if (found === undefined)
        throw new BadInput(
          `There is no template "${id}"; there are ${templates.map((template) => template.id).join(", ") || "none"}.`,
        );
      return withNotices(await readGraphFile(found.path));
    },
  };
}

/**
 * The templates of a folder in their order: `1-ring-of-8.json` is the first and has the id `ring-of-8`.
 */
export async function listTemplates(
  folder: string,
): Promise<readonly Template[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw readFailure(folder, error);
  });
  const numbered = names.flatMap((name) => {
    const match = /^(\d+)-(.+)\.json$/.exec(name);
    return match?.[1] && match[2]
      ? [{ place: Number(match[1]), id: match[2], path: join(folder, name) }]
      : [];
  });
  return Promise.all(
    numbered
      .toSorted((a, b) => a.place - b.place)
      .map(async ({ id, path }) => ({
        id,
        title: (await readGraphFile(path)).graph.title ?? id,
        path,
      })),
  );
}

async function readGraphFile(path: string): Promise<ParsedGraph> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw readFailure(path, error);
  });
  return parseGraphBytes(basename(path), bytes);
}

/** Told by the content: a PNG with a run in it, or JSON. */
function parseGraphBytes(name: string, bytes: Uint8Array): ParsedGraph {
  if (!isPng(bytes)) return parseGraph(textOf(bytes, name), name);
  const text = readPngText(bytes, stepwrightKey);
  if (text === undefined)
    throw new BadInput(
      `${name} is a picture without a graph; wanted one that Stepwright saved.`,
    );
  let run: unknown;
  try {
    run = JSON.parse(text);
  } catch (cause) {
    throw new BadInput(`The graph in ${name} is broken: it is not JSON.`, {
      cause,
    });
  }
  const graph =
    typeof run === "object" && run !== null && "graph" in run
      ? run.graph
      : undefined;
  const parsed = graphFromJson(graph, `The graph in ${name}`);
  return isWholePng(bytes)
    ? parsed
    : {
        ...parsed,
        notices: [
          ...parsed.notices,
          `The picture ${name} is cut off after ${bytes.length} bytes; the graph in it is whole.`,
        ],
      };
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BadInput(
      `${name} is neither JSON nor a PNG picture; wanted a graph that Stepwright saved, or a picture with one in it.`,
      { cause },
    );
  }
}

/** A file of a newer version is not saved over: what only the newer one knows would be lost. */
async function refuseNewerFile(path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return;
  let there: unknown;
  try {
    there = JSON.parse(text);
  } catch {
    return;
  }
  if (
    typeof there === "object" &&
    there !== null &&
    "format" in there &&
    there.format === "stepwright-graph" &&
    "version" in there &&
    Number(there.version) > graphVersion
  )
    throw new BadInput(
      `${path} was saved by a newer Stepwright and is not saved over; choose another name.`,
    );
}

function unknownKinds(
  { graph }: ParsedGraph,
  nodes: ReadonlyMap<string, NodeDescription>,
): string[] {
  const unknown = graph.nodes.filter(({ type }) => !nodes.has(type));
  return [...new Set(unknown.map(({ type }) => type))].map(
    (type) =>
      `The node kind "${type}" is not known here; its nodes are kept as they are, with their links.`,
  );
}

/** Values that no node reads, as of a name with a typing error; those of a newer version may have a meaning there. */
function unknownValues(
  { graph, readOnly }: ParsedGraph,
  nodes: ReadonlyMap<string, NodeDescription>,
): string[] {
  if (readOnly) return [];
  return graph.nodes.flatMap((node) => {
    const inputs = nodes.get(node.type)?.inputs;
    if (inputs === undefined) return [];
    const known = Object.keys(inputs);
    return Object.keys(node.values)
      .filter((name) => !Object.hasOwn(inputs, name))
      .map((name) => {
        const [nearest] = known.length > 0 ? nearestNames(name, known, 1) : [];
        return `"${name}" of ${nodeName(node, nodes)} is no input of its kind: it is kept, and decides nothing${nearest === undefined ? "" : `; the nearest is "${nearest}"`}.`;
      });
  });
}
