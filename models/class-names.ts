import { readFile } from "node:fs/promises";
import { BadInput } from "../core/bad-input.ts";
import { parseJson } from "../core/parse-json.ts";
import { parseToy } from "../core/toys/parse-toy.ts";
import { openFailure } from "./file-failure.ts";
import { readOnnxHeader } from "./onnx-header.ts";
import {
  checkManifest,
  isManifest,
  manifestOfMetadata,
  readSidecar,
} from "./onnx-manifest.ts";

/** The names of the classes of a model's file, read without opening the model; none where it names none, or is no model. */
export async function classNames(path: string): Promise<readonly string[]> {
  try {
    const labels = /\.json$/i.test(path)
      ? await jsonLabels(path)
      : await onnxLabels(path);
    return labels ?? [];
  } catch (error) {
    // what is wrong with the file is told when it is run
    if (error instanceof BadInput || error instanceof SyntaxError) return [];
    throw error;
  }
}

async function jsonLabels(
  path: string,
): Promise<readonly string[] | undefined> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw openFailure(path, "a toy's JSON file", error);
  });
  const json = parseJson(text);
  if (typeof json !== "object" || json === null) return undefined;
  if (isManifest(json)) return checkManifest({ ...json }, path).labels;
  const toy = parseToy(json).json;
  return toy.kind === "conditional" ? toy.labels : undefined;
}

/** What the JSON beside the file says stands over what is in it. */
async function onnxLabels(
  path: string,
): Promise<readonly string[] | undefined> {
  const beside = await readSidecar(path);
  if (beside?.values.labels) return beside.values.labels;
  const { metadata } = await readOnnxHeader(path);
  return manifestOfMetadata(metadata, path).values.labels;
}
