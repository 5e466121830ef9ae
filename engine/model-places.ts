import type { FileIdentity, Graph } from "./graph.ts";
import type { NodeDescription } from "./node-definition.ts";
import { isShown } from "./node-values.ts";

/** A file, or a folder, that a node of a graph wants for a model. */
export interface WantedModel {
  readonly node: string;
  readonly input: string;
  /** It is the folder of a pipeline, not one file. */
  readonly folder: boolean;
  /** Where the graph says that it is. */
  readonly path: string;
  /** What was there when the graph was saved; absent where nobody knew, or where another file was chosen since. */
  readonly identity?: FileIdentity;
}

/** Where a wanted file is. */
export type ModelPlace =
  | { readonly kind: "there" }
  /** At its path, with another content than the graph was saved with. */
  | { readonly kind: "changed" }
  /** The same content at another path. */
  | { readonly kind: "moved"; readonly path: string }
  /** A file of the same name at another path, whose content differs or cannot be compared. */
  | { readonly kind: "namesake"; readonly path: string }
  | { readonly kind: "missing" };

export interface ModelFinding extends WantedModel {
  readonly place: ModelPlace;
  /** The names of its classes, where it has any. */
  readonly labels?: readonly string[];
}

/** The model files that a graph names. */
export function wantedModels(
  graph: Graph,
  nodes: ReadonlyMap<string, NodeDescription>,
): WantedModel[] {
  return graph.nodes.flatMap((node) => {
    const description = nodes.get(node.type);
    if (description === undefined) return [];
    return Object.entries(description.inputs).flatMap(([input, declared]) => {
      if (declared.kind !== "file" || declared.model !== true) return [];
      const path = node.values[input];
      if (typeof path !== "string" || path.trim() === "") return [];
      if (!isShown(declared, node, description)) return [];
      const identity = node.files?.[input];
      return [
        {
          node: node.id,
          input,
          folder: declared.folder,
          path,
          ...(identity?.path === path && { identity }),
        },
      ];
    });
  });
}

/** The values that lead to the files that were found elsewhere, by node. */
export function foundValues(
  findings: readonly ModelFinding[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const values = new Map<string, Record<string, string>>();
  for (const { node, input, place } of findings)
    if (place.kind === "moved" || place.kind === "namesake")
      values.set(node, { ...values.get(node), [input]: place.path });
  return values;
}

/** The graph with the paths of the files that were found elsewhere. */
export function withFoundModels(
  graph: Graph,
  findings: readonly ModelFinding[],
): Graph {
  const found = foundValues(findings);
  if (found.size === 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const values = found.get(node.id);
      return values === undefined
        ? node
        : { ...node, values: { ...node.values, ...values } };
    }),
  };
}

/** What there is to say of a place, in a sentence; `undefined` where all is as it was. */
export function placeSentence({
  path,
  folder,
  identity,
  place,
}: ModelFinding): string | undefined {
  const name = fileNameOf(path);
  switch (place.kind) {
    case "there":
      return undefined;
    case "changed":
      return `${path} is there, but its content differs from what this graph was saved with.`;
    case "moved":
      return `${name} had moved: it was found by its content at ${place.path}.`;
    case "namesake":
      return identity === undefined
        ? `${name} was found by its name at ${place.path}; this graph does not say what its content was.`
        : `${name} was found by its name at ${place.path}, but its content differs from what this graph was saved with.`;
    case "missing":
      return `There is no ${folder ? "folder" : "file"} ${path}, and none of its ${identity === undefined ? "name" : "content or name"} in the model folders: locate it, or add its folder in the settings.`;
  }
}

/** The last part of a path of any platform: a graph may come from another one. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
