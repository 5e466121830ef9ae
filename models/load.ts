import { basename } from "node:path";
import type { DataSource, Denoiser } from "../core/denoiser.ts";
import { parseToy } from "../core/toys/parse-toy.ts";
import { namedToys } from "../core/toys/registry.ts";
import type { ToyJson } from "../core/toys/toy.ts";
import { textHash } from "./file-hash.ts";
import type { ModelDescription } from "./model-description.ts";
import type { ModelReference } from "./model-reference.ts";
import { readOnnxHeader } from "./onnx-header.ts";
import { readSidecar } from "./onnx-manifest.ts";
import { openOnnxModel } from "./onnx-model.ts";
import { readPipelineFolder } from "./pipeline/folder.ts";
import { openNetwork, type Fit } from "./pipeline/network.ts";
import { checkParts, partHash } from "./pipeline/open-part.ts";
import type { PipelineReference } from "./pipeline/reference.ts";

/** A model ready to compute, and what is known of it. */
export type LoadedModel = Denoiser & {
  readonly description: ModelDescription;
  /** How it goes on after a batch that was too large for its device, in a sentence; `undefined` where none was. */
  readonly notice: () => string | undefined;
  /** Samples in one call that pay best on its device, measured when first asked; `undefined` on the CPU, where none pays more. */
  readonly bestBatch: () => Promise<number | undefined>;
  /** There where it is to be told what to denoise before it can: latents of a shape, by prompts, which become its classes. */
  readonly fitted?: (fit: Fit) => LoadedModel;
  /** Leaves its session, which ends with its last user. It computes nothing after that. */
  dispose(): Promise<void>;
};

/**
 * Makes a denoiser of a reference: keep it by `modelKey` in `context.resource`. What is costly, the session, is shared by all
 * denoisers of a file and device.
 * @throws BadInput where the model cannot be had, in a sentence.
 */
export async function loadDenoiser(
  reference: ModelReference,
): Promise<LoadedModel> {
  switch (reference.kind) {
    case "toy": {
      const { denoiser } = parseToy(reference.toy);
      return {
        ...denoiser,
        description: describeToy(reference.toy, denoiser),
        notice: () => undefined,
        bestBatch: async () => undefined,
        dispose: async () => {},
      };
    }
    case "onnx": {
      const { denoiser, ...model } = await openOnnxModel(reference);
      return { ...denoiser, ...model };
    }
    case "pipeline":
      return loadPipeline(reference);
  }
}

async function loadPipeline(
  reference: PipelineReference,
): Promise<LoadedModel> {
  const folder = await readPipelineFolder(reference.folder);
  await checkParts(folder);
  const network = await openNetwork(folder, reference);
  const { description } = network;
  const fitted = (fit: Fit): LoadedModel => {
    const { denoiser, ...fitting } = network.fitted(fit);
    return { ...denoiser, ...fitting, dispose: () => network.dispose() };
  };
  // without prompts it computes too, for those who only try it
  const blank = { shape: description.shape, prompts: network.blankPrompts };
  return { ...fitted(blank), description, fitted };
}

/** What is known of a model. Opens an ONNX file's session and ends it again; `loadDenoiser` tells the same. */
export async function describeModel(
  reference: ModelReference,
): Promise<ModelDescription> {
  const model = await loadDenoiser(reference);
  await model.dispose();
  return model.description;
}

/** A key that differs whenever the loaded model would: it holds the content of its files, the JSON beside them, what was set, and the device. */
export async function modelKey(reference: ModelReference): Promise<string> {
  const content = await contentOf(reference);
  return `model ${textHash(JSON.stringify([reference, content]))}`;
}

/** All of a model that does not stand in its reference. */
async function contentOf(
  reference: ModelReference,
): Promise<readonly unknown[]> {
  switch (reference.kind) {
    case "toy":
      return [];
    case "onnx": {
      const { path } = reference;
      // a file of gigabytes that is no model is refused before it is read
      await readOnnxHeader(path);
      return [
        await partHash({ path, name: basename(path) }),
        await readSidecar(path),
      ];
    }
    case "pipeline": {
      // sentences about the settings, which decide nothing
      const {
        network,
        notices: _notices,
        ...said
      } = await readPipelineFolder(reference.folder);
      return [await partHash(network), said];
    }
  }
}

/**
 * The data that a model was made for, where it is known exactly: a toy's.
 * @param classLabel - The class whose data are wanted; `null` for each class in turn.
 */
export function dataSource(
  reference: ModelReference,
  classLabel: number | null = null,
): DataSource | undefined {
  if (reference.kind !== "toy") return undefined;
  const { data, classData } = parseToy(reference.toy);
  return classLabel === null ? data : (classData?.[classLabel] ?? data);
}

function toyTitle(toy: ToyJson): string {
  if (toy.title !== undefined) return toy.title;
  const text = JSON.stringify(toy);
  const named = [...namedToys.values()].find(
    ({ json }) => JSON.stringify(json) === text,
  );
  return named?.title ?? `${toy.kind.replaceAll("-", " ")} toy`;
}

function describeToy(toy: ToyJson, denoiser: Denoiser): ModelDescription {
  const { shape, classCount, sigmaMin, sigmaMax, sigmaData } = denoiser;
  const labels = toy.kind === "conditional" ? toy.labels : undefined;
  const sha256 = textHash(JSON.stringify(toy));
  return {
    reference: { kind: "toy", toy },
    title: toyTitle(toy),
    shape,
    classCount,
    ...(labels ? { labels } : {}),
    sigmaMin,
    sigmaMax,
    sigmaData,
    sha256,
    facts: [
      ["kind", toy.kind.replaceAll("-", " "), "exact denoiser"],
      ["shape", `[${shape.join(", ")}]`, "toy"],
      ["sigma min", String(sigmaMin), "toy"],
      ["sigma max", String(sigmaMax), "toy"],
      ["sigma data", sigmaData.toPrecision(4), "computed"],
      ...(classCount > 0
        ? [
            [
              "classes",
              labels?.join(", ") ?? String(classCount),
              "toy",
            ] as const,
          ]
        : []),
      ["SHA-256", sha256, "its JSON"],
    ],
  };
}
