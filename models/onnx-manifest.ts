import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { modelSamplings } from "../core/model-sampling/models.ts";
import {
  isPrediction,
  predictions,
  type Prediction,
} from "../core/parameterisation.ts";
import { parseJson } from "../core/parse-json.ts";
import { openFailure } from "./file-failure.ts";
import type { ManifestValues } from "./model-reference.ts";
import { trainingFacts } from "./training-facts.ts";

const numberKeys = [
  "sigma_min",
  "sigma_max",
  "sigma_data",
  "class_count",
  "guidance",
  "timestep_scale",
] as const;
const textKeys = ["title", "licence"] as const;

/** What is known of a model beside its graph, and the name of the file or place that said it. */
export interface FoundManifest {
  readonly values: ManifestValues;
  readonly source: string;
  /** What else it tells a reader. */
  readonly facts?: readonly (readonly [title: string, value: string])[];
}

/**
 * Reads the JSON beside a model: `model.onnx.json`, `model.json` or `manifest.json`, the first that there is.
 * One whose `file` names another model is passed over.
 * @throws BadInput where it is no JSON, or one of our fields has another type.
 */
export async function readSidecar(
  path: string,
): Promise<FoundManifest | undefined> {
  const bare = path.slice(0, path.length - extname(path).length);
  const candidates = [
    `${path}.json`,
    `${bare}.json`,
    join(dirname(path), "manifest.json"),
  ];
  for (const candidate of candidates) {
    const json = await readObject(candidate);
    if (json === undefined) continue;
    const file = json["file"];
    if (typeof file === "string" && basename(file) !== basename(path)) continue;
    // a toy or a graph may have the same name
    if (!isManifest(json)) continue;
    return {
      values: checkManifest(json, candidate),
      source: basename(candidate),
      facts: trainingFacts(json),
    };
  }
  return undefined;
}

/** Whether a JSON object can be a model's manifest: it says so, or says nothing of what it is. */
export function isManifest(json: object): boolean {
  return !("format" in json) || json.format === "stepwright-model";
}

async function readObject(
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") return undefined;
    throw openFailure(path, "a model's manifest", error);
  }
  try {
    const json = parseJson(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json))
      return json as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new BadInput(
      `${path} is not JSON: ${cause instanceof Error ? cause.message : ""}`,
      { cause },
    );
  }
  throw new BadInput(`${path} must be a JSON object that describes a model`);
}

/** Takes our fields out of an ONNX file's `metadata_props`, whose values are all texts: JSON, or plain words. */
export function manifestOfMetadata(
  metadata: ReadonlyMap<string, string>,
  path: string,
): FoundManifest {
  const json: Record<string, unknown> = {};
  for (const [key, text] of metadata)
    json[key] = (textKeys as readonly string[]).includes(key)
      ? text
      : parsed(text);
  return {
    values: checkManifest(json, `the metadata of ${basename(path)}`),
    source: "metadata of the file",
  };
}

/** JSON, or a list separated by commas. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const parts = text.split(",").map((part) => part.trim());
    return parts.length > 1 ? parts : text;
  }
}

/** @throws BadInput that names the field, where one of ours has another type or an impossible value. */
export function checkManifest(
  json: Readonly<Record<string, unknown>>,
  where: string,
): ManifestValues {
  const wrong = (key: string, wanted: string): never => {
    throw new BadInput(
      `${key} in ${where} must be ${wanted}, got ${JSON.stringify(json[key])}`,
    );
  };
  const numbers: Partial<Record<(typeof numberKeys)[number], number>> = {};
  for (const key of numberKeys) {
    const value = json[key];
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value > 0) || !Number.isFinite(value))
      return wrong(key, "a number above 0");
    numbers[key] = value;
  }
  const { sigma_min, sigma_max } = numbers;
  if (sigma_min !== undefined && sigma_max !== undefined)
    if (sigma_min >= sigma_max)
      return wrong("sigma_min", `below sigma_max ${sigma_max}`);

  const texts: Partial<Record<(typeof textKeys)[number], string>> = {};
  for (const key of textKeys) {
    const value = json[key];
    if (value === undefined) continue;
    if (typeof value !== "string") return wrong(key, "a text");
    texts[key] = value;
  }

  const shape = json["shape"];
  if (shape !== undefined && !isShape(shape))
    return wrong("shape", "a list of whole numbers of at least 1");
  const range = json["value_range"];
  if (range !== undefined && !isRange(range))
    return wrong("value_range", "two different numbers, black and white");
  const labels = json["labels"];
  if (labels !== undefined && !isTexts(labels))
    return wrong("labels", "a list of names");
  const choices: { prediction?: Prediction; model_sampling?: string } = {};
  const prediction = json["prediction"];
  if (prediction !== undefined) {
    if (!isPrediction(prediction))
      return wrong(
        "prediction",
        `one of ${Object.keys(predictions).join(", ")}`,
      );
    choices.prediction = prediction;
  }
  const sampling = json["model_sampling"];
  if (sampling !== undefined) {
    if (typeof sampling !== "string" || !modelSamplings.has(sampling))
      return wrong(
        "model_sampling",
        `one of ${[...modelSamplings.keys()].join(", ")}`,
      );
    choices.model_sampling = sampling;
  }
  const none = json["unconditional_class"];
  if (none !== undefined && !isIndex(none))
    return wrong("unconditional_class", "a whole number of at least 0");
  return {
    ...numbers,
    ...texts,
    ...choices,
    ...(none === undefined ? {} : { unconditional_class: none }),
    ...(shape === undefined ? {} : { shape }),
    ...(range === undefined ? {} : { value_range: range }),
    ...(labels === undefined ? {} : { labels }),
  };
}

function isShape(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((size) => Number.isSafeInteger(size) && Number(size) >= 1)
  );
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRange(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((bound) => Number.isFinite(bound)) &&
    value[0] !== value[1]
  );
}

function isTexts(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === "string")
  );
}
