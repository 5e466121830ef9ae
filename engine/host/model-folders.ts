import { stat } from "node:fs/promises";
import { basename, isAbsolute, resolve } from "node:path";
import type { EngineOptions, ModelHashes } from "../engine-options.ts";
import type { FileIdentity, Graph } from "../graph.ts";
import type { EngineApi, FoundModel, ModelFolder } from "../messages.ts";
import {
  fileNameOf,
  type ModelFinding,
  type ModelPlace,
  wantedModels,
  type WantedModel,
} from "../model-places.ts";
import type { NodeDescription } from "../node-definition.ts";
import { scanModelFolders } from "./scan-models.ts";

/** The models on this machine: what the folders hold, and where the files of a graph are. */
export interface ModelFolders extends Pick<
  EngineApi,
  "listModels" | "findModels"
> {
  /** The graph as it is saved: with what its model files are, as far as that is known without reading much. */
  identified(graph: Graph): Promise<Graph>;
}

/** Saving does not wait for a model of which more was never read. */
const quicklyReadBytes = 1 << 26;

/** @param folders - Where models are looked for, the user's own first. */
export function modelFolders(
  nodes: ReadonlyMap<string, NodeDescription>,
  { hashes, classNames }: Pick<EngineOptions, "hashes" | "classNames">,
  folders: () => Promise<readonly string[]>,
): ModelFolders {
  const listModels = async (): Promise<ModelFolder[]> =>
    scanModelFolders(await folders());

  return {
    listModels,
    async findModels(graph) {
      let listing: Promise<readonly FoundModel[]> | undefined;
      const inFolders = (): Promise<readonly FoundModel[]> =>
        (listing ??= listModels().then((found) =>
          found.flatMap(({ models }) => models),
        ));
      const findings: ModelFinding[] = [];
      for (const wanted of wantedModels(graph, nodes)) {
        const known = await withLast(wanted, hashes);
        const place = await placeOf(known, hashes, inFolders);
        const labels =
          known.folder || place.kind === "missing"
            ? []
            : await classNames("path" in place ? place.path : known.path);
        findings.push({
          ...known,
          place,
          ...(labels.length > 0 && { labels }),
        });
      }
      return findings;
    },
    async identified(graph) {
      const files = new Map<string, Record<string, FileIdentity>>();
      for (const wanted of wantedModels(graph, nodes)) {
        const { node, input } = wanted;
        const identity = await identityOf(wanted, hashes);
        if (identity)
          files.set(node, { ...files.get(node), [input]: identity });
      }
      return {
        ...graph,
        nodes: graph.nodes.map((node) => {
          const { files: _, ...rest } = node;
          const its = files.get(node.id);
          return its === undefined ? rest : { ...rest, files: its };
        }),
      };
    },
  };
}

/** A graph that was never saved says nothing of its files; what was read of them here does. */
async function withLast(
  wanted: WantedModel,
  hashes: ModelHashes,
): Promise<WantedModel> {
  if (wanted.identity !== undefined || !isAbsolute(wanted.path)) return wanted;
  const last = await hashes.last(wanted.path);
  return last === undefined || (await exists(wanted.path))
    ? wanted
    : {
        ...wanted,
        identity: {
          path: wanted.path,
          sha256: last.sha256,
          bytes: last.bytes,
        },
      };
}

async function placeOf(
  { path, folder, identity }: WantedModel,
  hashes: ModelHashes,
  inFolders: () => Promise<readonly FoundModel[]>,
): Promise<ModelPlace> {
  if (await exists(path)) {
    const same =
      identity === undefined ||
      (await isSame(resolve(path), identity, hashes)) !== false;
    return { kind: same ? "there" : "changed" };
  }
  const kind = folder ? "pipeline" : "onnx";
  const models = (await inFolders()).filter((model) => model.kind === kind);
  const name = fileNameOf(path);
  const isNamesake = (model: FoundModel): boolean =>
    basename(model.path) === name;
  if (identity !== undefined) {
    // of those that may be the one, those of its name are looked at first
    const candidates = models.filter(
      (model) => model.kind === "pipeline" || model.bytes === identity.bytes,
    );
    const inOrder = [
      ...candidates.filter(isNamesake),
      ...candidates.filter((model) => !isNamesake(model)),
    ];
    for (const { path: candidate } of inOrder)
      if ((await isSame(candidate, identity, hashes)) === true)
        return { kind: "moved", path: candidate };
  }
  const namesake = models.find(isNamesake);
  return namesake === undefined
    ? { kind: "missing" }
    : { kind: "namesake", path: namesake.path };
}

/** `undefined` for what cannot be compared: a folder that is no pipeline's, a file that may not be read. */
async function isSame(
  path: string,
  identity: FileIdentity,
  hashes: ModelHashes,
): Promise<boolean | undefined> {
  const about = await hashes.about(path).catch(() => undefined);
  if (about === undefined) return undefined;
  // another size is another content, and costs no reading
  if (about.bytes !== identity.bytes) return false;
  const sha256 = await hashes.of(path).catch(() => undefined);
  return sha256 === undefined ? undefined : sha256 === identity.sha256;
}

async function identityOf(
  { path, identity }: WantedModel,
  hashes: ModelHashes,
): Promise<FileIdentity | undefined> {
  const about = await hashes.about(path).catch(() => undefined);
  // what is missing is looked for by what it was
  if (about === undefined) return identity;
  const { bytes, unreadBytes } = about;
  if (unreadBytes > quicklyReadBytes) return undefined;
  const sha256 = await hashes.of(path).catch(() => undefined);
  return sha256 === undefined ? undefined : { path, sha256, bytes };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
