import { BadInput } from "../../core/bad-input.ts";
import type { Device } from "../devices.ts";
import { fileHash, textHash } from "../file-hash.ts";
import { readOnnxHeader } from "../onnx-header.ts";
import { portsOf, portWords, type Port } from "../onnx-session.ts";
import { weightFiles } from "../onnx-weights.ts";
import { sharedSession, type SharedSession } from "../shared-session.ts";
import type { PipelineFolder, PipelinePart } from "./folder.ts";

/** One model of a pipeline, opened. */
export interface OpenPart {
  /** What it is called in sentences. */
  readonly name: string;
  readonly opened: SharedSession;
  readonly inputs: ReadonlyMap<string, Port>;
  readonly outputs: ReadonlyMap<string, Port>;
  dispose(): Promise<void>;
}

/** @throws BadInput that names the part's file, where it or its weights are missing or broken. */
export async function openPart(
  part: PipelinePart,
  device: Device,
): Promise<OpenPart> {
  const weights = await checkPart(part);
  const opened = await sharedSession({ ...part, weights, device });
  const { session } = opened;
  return {
    name: part.name,
    opened,
    inputs: portsOf(session.inputMetadata),
    outputs: portsOf(session.outputMetadata),
    dispose: () => opened.release(),
  };
}

/**
 * Looks at a part's files without opening it.
 * @returns The files in which its weights lie beside its graph.
 * @throws BadInput as openPart.
 */
async function checkPart({
  path,
  name,
}: PipelinePart): Promise<readonly string[]> {
  await readOnnxHeader(path, name);
  return weightFiles(path, name);
}

/**
 * Looks at the files of all of a pipeline's parts, so that hours are not computed for one that cannot be opened.
 * @throws BadInput as openPart.
 */
export async function checkParts(folder: PipelineFolder): Promise<void> {
  const { network, encoders, decoder, encoder } = folder;
  for (const part of [network, ...encoders, decoder, encoder])
    if (part) await checkPart(part);
}

/** SHA-256 over a part's graph and the weights beside it. */
export async function partHash({ path, name }: PipelinePart): Promise<string> {
  // before a file is read that may be larger than memory
  const beside = await weightFiles(path, name);
  const graph = await fileHash(path);
  if (beside.length === 0) return graph;
  return textHash([graph, ...(await hashes(beside))].join(" "));
}

async function hashes(paths: readonly string[]): Promise<readonly string[]> {
  const found = [];
  for (const path of paths) found.push(await fileHash(path));
  return found;
}

/** @throws BadInput where a part has an input that nothing here is given to. */
export function checkInputs(
  name: string,
  inputs: ReadonlyMap<string, Port>,
  known: readonly (Port | undefined)[],
): void {
  const unknown = [...inputs.values()].filter((port) => !known.includes(port));
  if (unknown.length === 0) return;
  throw new BadInput(
    `${name} has ${unknown.length === 1 ? "an input" : "inputs"} that nothing here feeds: ${unknown.map(portWords).join(", ")}; export the model without ${unknown.length === 1 ? "it" : "them"}`,
  );
}

/** Inputs and outputs in words, for sentences. */
export function portList(ports: ReadonlyMap<string, Port>): string {
  return [...ports.values()].map(portWords).join(", ") || "none";
}
