import { stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { externalWeights } from "../onnx-weights.ts";

/** The file of a pipeline's folder that says what lies in it. */
export const pipelineIndex = "model_index.json";

/** The files that a tokenizer can be made of; a folder has some of them. */
export const tokenizerFiles = [
  "tokenizer.json",
  "vocab.json",
  "merges.txt",
  "tokenizer_config.json",
  "special_tokens_map.json",
] as const;

const networks = [
  "unet",
  "text_encoder",
  "text_encoder_2",
  "vae_decoder",
  "vae_encoder",
] as const;

const configs = [
  pipelineIndex,
  "scheduler/scheduler_config.json",
  "vae/config.json",
  ...networks.map((part) => `${part}/config.json`),
  ...["tokenizer", "tokenizer_2"].flatMap((part) =>
    tokenizerFiles.map((name) => `${part}/${name}`),
  ),
] as const;

/**
 * The files that decide what a pipeline's folder computes, as paths in it with `/`, in an order of their own. What else lies
 * there, PyTorch's weights and pictures, is none of them.
 * @returns Those that there are; none where it is no pipeline's folder.
 */
export async function pipelineFiles(
  folder: string,
): Promise<readonly string[]> {
  if (!(await isFile(join(folder, pipelineIndex)))) return [];
  const found: string[] = [];
  for (const name of configs)
    if (await isFile(join(folder, name))) found.push(name);
  for (const part of networks) {
    const path = join(folder, part, "model.onnx");
    if (!(await isFile(path))) continue;
    found.push(`${part}/model.onnx`);
    for (const { path: beside } of await externalWeights(path))
      if (await isFile(beside))
        found.push(relative(folder, beside).replaceAll(sep, "/"));
  }
  return found.toSorted();
}

async function isFile(path: string): Promise<boolean> {
  const about = await stat(path).catch(() => undefined);
  return about?.isFile() === true;
}
