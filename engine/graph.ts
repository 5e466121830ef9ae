import type { Json } from "./json.ts";

/** The newest version of the format, which graphs are saved in; engine/upgrade-nodes.ts has what changed. */
export const graphVersion = 2;

/**
 * A graph as it is saved: versioned, readable by a person, ids permanent, inputs named.
 * Fields that this version does not know are kept (in `extra`) and written back.
 */
export interface Graph {
  readonly format: "stepwright-graph";
  /** `graphVersion` once it was read. */
  readonly version: number;
  readonly title?: string;
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  readonly groups: readonly GraphGroup[];
  readonly view?: {
    readonly scale: number;
    readonly offset: readonly [number, number];
  };
  readonly extra?: Readonly<Record<string, Json>>;
}

export interface GraphNode {
  /** Unique in the graph; letters, digits, `-` and `_`. */
  readonly id: string;
  /** A node definition's id, for example `sampling/sampler`. Unknown ones are kept as placeholders. */
  readonly type: string;
  readonly title?: string;
  readonly position: readonly [number, number];
  readonly size?: readonly [number, number];
  /** Values of the inputs that are no ports. An absent one has its default. */
  readonly values: Readonly<Record<string, Json>>;
  /** By input: what the file was that its value names, so that it is found again when it has moved. */
  readonly files?: Readonly<Record<string, FileIdentity>>;
  /** Absent means `active`. */
  readonly mode?: "active" | "mute" | "bypass";
  readonly collapsed?: boolean;
  readonly pinned?: boolean;
  readonly color?: string;
  readonly extra?: Readonly<Record<string, Json>>;
}

/** What tells a file from others, wherever it lies. */
export interface FileIdentity {
  /** Where it was when this was written; of no use once the value names another. */
  readonly path: string;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface GraphLink {
  readonly from: { readonly node: string; readonly output: string };
  readonly to: { readonly node: string; readonly input: string };
  readonly extra?: Readonly<Record<string, Json>>;
}

export interface GraphGroup {
  readonly title: string;
  readonly position: readonly [number, number];
  readonly size: readonly [number, number];
  readonly color?: string;
  readonly extra?: Readonly<Record<string, Json>>;
}

export const emptyGraph: Graph = {
  format: "stepwright-graph",
  version: graphVersion,
  nodes: [],
  links: [],
  groups: [],
};
