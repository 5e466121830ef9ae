import { open, readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { parseJson } from "../core/parse-json.ts";
import { parseToy } from "../core/toys/parse-toy.ts";
import { namedToys } from "../core/toys/registry.ts";
import { bundledModels, bundledReference } from "./bundled-models.ts";
import { openFailure } from "./file-failure.ts";
import { isManifest } from "./onnx-manifest.ts";
import type { ModelReference } from "./model-reference.ts";
import { pipelineIndex } from "./pipeline/folder-content.ts";
import { isFolder } from "./pipeline/folder.ts";

const largestJson = 1 << 26;

/**
 * Finds a model by what a person writes: the id of one in the box, a toy's JSON file, an ONNX file, or the folder of a
 * Stable Diffusion pipeline. Neither is opened yet.
 * @param folder - Where relative paths start; the working folder where absent.
 * @throws BadInput where there is none, or a JSON is no toy.
 */
export async function resolveModel(
  text: string,
  folder: string = process.cwd(),
): Promise<ModelReference> {
  const name = text.trim();
  if (name === "")
    throw new BadInput(
      "no model was named, wanted an id, a toy's JSON file, an ONNX file or a pipeline's folder",
    );
  const toy = namedToys.get(name);
  if (toy) return { kind: "toy", toy: toy.json };
  const bundled = bundledModels.get(name);
  if (bundled) return bundledReference(bundled);
  const path = resolve(folder, name);
  if (await isFolder(path)) return { kind: "pipeline", folder: path };
  if (basename(path) === pipelineIndex)
    return { kind: "pipeline", folder: dirname(path) };
  const start = await firstBytes(path).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" && !isAbsolute(name) && !/[\\/.]/.test(name))
      throw new BadInput(
        `there is no model "${name}": in the box are ${[...namedToys.keys(), ...bundledModels.keys()].join(", ")}; a file ${path} does not exist either`,
        { cause: error },
      );
    throw openFailure(path, "an ONNX file or a toy's JSON file", error);
  });
  // a toy that is broken is still a toy's file
  return start.trimStart().startsWith("{") || /\.json$/i.test(path)
    ? referenceOfJson(path)
    : { kind: "onnx", path };
}

/** A toy, or a manifest that names the ONNX file beside it. */
async function referenceOfJson(path: string): Promise<ModelReference> {
  const text = await readFile(path, "utf8");
  if (text.length > largestJson)
    throw new BadInput(
      `${path} is ${text.length} characters long, wanted a toy of at most ${largestJson}`,
    );
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw new BadInput(
      `${path} is not JSON: ${cause instanceof Error ? cause.message : ""}`,
      { cause },
    );
  }
  const model = manifestFile(json);
  if (model !== undefined)
    return { kind: "onnx", path: join(dirname(path), model) };
  try {
    return { kind: "toy", toy: parseToy(json).json };
  } catch (cause) {
    if (!(cause instanceof BadInput)) throw cause;
    throw new BadInput(`${path}: ${cause.message}`, { cause });
  }
}

/** The ONNX file that a manifest names; `undefined` where the JSON is no manifest. */
function manifestFile(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !isManifest(json))
    return undefined;
  return "file" in json && typeof json.file === "string"
    ? json.file
    : undefined;
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    // a byte order mark becomes one character, which trimming takes off
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
