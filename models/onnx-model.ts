import { basename, extname } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import type { Denoiser } from "../core/denoiser.ts";
import { predictions } from "../core/parameterisation.ts";
import { bestBatch } from "./best-batch.ts";
import { deviceFact, devices } from "./devices.ts";
import { fileHash } from "./file-hash.ts";
import type { ModelDescription } from "./model-description.ts";
import type { ManifestValues, ModelReference } from "./model-reference.ts";
import { onnxDenoise, type OnnxDenoise } from "./onnx-denoiser.ts";
import { onnxGram } from "./onnx-gram.ts";
import { readOnnxHeader } from "./onnx-header.ts";
import {
  checkManifest,
  manifestOfMetadata,
  readSidecar,
  type FoundManifest,
} from "./onnx-manifest.ts";
import { readWrapping } from "./onnx-prediction.ts";
import { portsOf, portWords } from "./onnx-session.ts";
import { weightFiles } from "./onnx-weights.ts";
import { readSignature, type Signature } from "./onnx-signature.ts";
import { sharedSession } from "./shared-session.ts";

type OnnxReference = Extract<ModelReference, { kind: "onnx" }>;

export interface OnnxModel {
  readonly description: ModelDescription;
  readonly denoiser: Denoiser;
  readonly notice: OnnxDenoise["notice"];
  readonly bestBatch: () => Promise<number | undefined>;
  dispose(): Promise<void>;
}

/** Source of a fact that nobody stated. */
export const notStated = "not stated: default";

/** What stands where neither the file, nor the JSON beside it, nor the user says it. */
const defaults = {
  sigma_min: 0.002,
  sigma_max: 80,
  sigma_data: 0.5,
  value_range: [-1, 1],
} as const satisfies ManifestValues;

/** Opens a one-file denoiser. */
export async function openOnnxModel(
  reference: OnnxReference,
): Promise<OnnxModel> {
  const { path } = reference;
  const name = basename(path);
  const header = await readOnnxHeader(path);
  const weights = await weightFiles(path, name);
  const sidecar = await readSidecar(path);
  const stated: FoundManifest[] = [
    {
      values: checkManifest({ ...reference.manifest }, "the Model node"),
      source: "set here",
    },
    ...(sidecar ? [sidecar] : []),
    manifestOfMetadata(header.metadata, path),
  ];
  const wrapping = readWrapping(name, merged(stated));
  const found: FoundManifest[] = [
    ...stated,
    ...(wrapping ? [{ values: wrapping.limits, source: wrapping.source }] : []),
    { values: defaults, source: notStated },
  ];
  const manifest = merged(found);
  const {
    sigma_min: sigmaMin = defaults.sigma_min,
    sigma_max: sigmaMax = defaults.sigma_max,
    sigma_data: sigmaData = defaults.sigma_data,
  } = manifest;
  if (sigmaMin >= sigmaMax)
    throw new BadInput(
      `sigma_min of ${name} must be below its sigma_max, got ${sigmaMin} and ${sigmaMax}`,
    );
  const device = reference.device ?? "cpu";
  const opened = await sharedSession({ path, weights, name, device });
  const { session } = opened;
  try {
    const inputs = portsOf(session.inputMetadata);
    const outputs = portsOf(session.outputMetadata);
    const signature = readSignature(name, inputs, outputs, manifest, wrapping);
    const { shape } = signature;
    const sha256 = await fileHash(path);
    const sourceOf = (key: keyof ManifestValues): string =>
      found.find(({ values }) => values[key] !== undefined)?.source ?? "graph";
    const fact = (title: string, key: keyof ManifestValues, value: unknown) =>
      [title, String(value), sourceOf(key)] as const;
    const range = valueRange(manifest, shape);
    const classCount = signature.labels?.count ?? 0;
    const limits = { sigmaMin, sigmaMax, sigmaData };
    const { denoise, notice } = onnxDenoise(name, opened, signature, wrapping);
    const products = onnxGram(opened.runtime);
    const denoiser = {
      shape,
      classCount,
      ...limits,
      denoise,
      gram: products.gram,
    };
    return {
      description: {
        reference,
        title: manifest.title ?? name.slice(0, -extname(name).length),
        shape,
        classCount,
        ...(manifest.labels && classCount > 0
          ? { labels: manifest.labels }
          : {}),
        ...(classCount > 0 && manifest.guidance !== undefined
          ? { statedGuidance: manifest.guidance }
          : {}),
        ...(manifest.prediction === "flow" ? { process: "flow" } : {}),
        ...(needsClass(signature) && { needsClass: true as const }),
        ...limits,
        ...(wrapping?.trainedAt && { trainedAt: wrapping.trainedAt }),
        ...(range ? { valueRange: range } : {}),
        sha256,
        facts: [
          ["file", name, `${header.bytes} bytes`],
          ...weights.map(
            (file) => ["weights", basename(file), "beside it"] as const,
          ),
          [
            deviceFact,
            devices[device],
            reference.device === undefined ? "default" : "set here",
          ],
          ...predictionFacts(manifest, fact),
          fact("shape", "shape", `[${shape.join(", ")}]`),
          fact("sigma min", "sigma_min", sigmaMin),
          fact("sigma max", "sigma_max", sigmaMax),
          fact("sigma data", "sigma_data", sigmaData),
          ...(range
            ? [fact("black, white", "value_range", range.join(", "))]
            : []),
          ...(classCount > 0
            ? [
                fact(
                  "classes",
                  manifest.labels ? "labels" : "class_count",
                  manifest.labels?.join(", ") ?? classCount,
                ),
              ]
            : []),
          ...(classCount > 0 && manifest.guidance !== undefined
            ? [fact("guidance", "guidance", manifest.guidance)]
            : []),
          ...(manifest.licence === undefined
            ? []
            : [fact("licence", "licence", manifest.licence)]),
          ...found.flatMap(({ facts = [], source }) =>
            facts.map(([title, value]) => [title, value, source] as const),
          ),
          ...[...inputs.values()].map(
            (port) => ["input", portWords(port), "graph"] as const,
          ),
          ...[...outputs.values()].map(
            (port) => ["output", portWords(port), "graph"] as const,
          ),
          ["SHA-256", sha256, "file"],
        ],
      },
      denoiser,
      notice,
      bestBatch: () => bestBatch(opened, denoiser),
      async dispose() {
        await products.dispose();
        await opened.release();
      },
    };
  } catch (error) {
    await opened.release();
    throw error;
  }
}

/** Whether its classes are numbers of which none stands for no class. */
function needsClass({ labels }: Signature): boolean {
  return labels?.kind === "index" && labels.none === undefined;
}

/** What the first that states a value says. */
function merged(found: readonly FoundManifest[]): ManifestValues {
  return Object.assign({}, ...found.toReversed().map(({ values }) => values));
}

type Fact = readonly [title: string, value: string, source: string];

/** What is told of a network beside a denoiser's facts. */
function predictionFacts(
  manifest: ManifestValues,
  fact: (title: string, key: keyof ManifestValues, value: unknown) => Fact,
): Fact[] {
  const { prediction, model_sampling, timestep_scale } = manifest;
  if (prediction === undefined)
    return [["predicts", "D, the denoised sample", "graph"]];
  return [
    fact("predicts", "prediction", predictions[prediction]),
    ...(model_sampling === undefined
      ? []
      : [fact("training schedule", "model_sampling", model_sampling)]),
    ...(timestep_scale === undefined
      ? []
      : [fact("time of 1", "timestep_scale", timestep_scale)]),
  ];
}

/** Only pictures have black and white: `[1 or 3, height, width]`. */
function valueRange(
  manifest: ManifestValues,
  shape: readonly number[],
): readonly [number, number] | undefined {
  const [black, white] = manifest.value_range ?? [];
  return shape.length === 3 && black !== undefined && white !== undefined
    ? [black, white]
    : undefined;
}
