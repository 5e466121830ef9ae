import { stat } from "node:fs/promises";
import { join } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { fileHash, textHash } from "../file-hash.ts";
import { tokenizerFiles } from "./folder-content.ts";
import { readPipelineFolder, type PipelineFolder } from "./folder.ts";
import { partHash } from "./open-part.ts";
import type { PipelineReference } from "./reference.ts";
import { openTextEncoder, type TextEncoder } from "./text-encoder.ts";
import {
  openDecoder,
  openEncoder,
  type VaeDecoder,
  type VaeEncoder,
} from "./vae.ts";

/** What a pipeline has beside its network. Each is costly to open: keep it by its key. */
export type PipelinePartKind = "text-encoder" | "vae-decoder" | "vae-encoder";

/** A key that differs whenever the opened part would. */
export async function pipelinePartKey(
  reference: PipelineReference,
  kind: PipelinePartKind,
): Promise<string> {
  const folder = await readPipelineFolder(reference.folder);
  const { device = "cpu" } = reference;
  const content = [folder.folder, device, ...(await contentOf(folder, kind))];
  return `${kind} ${textHash(JSON.stringify(content))}`;
}

async function contentOf(
  folder: PipelineFolder,
  kind: PipelinePartKind,
): Promise<readonly unknown[]> {
  switch (kind) {
    case "text-encoder": {
      const content = [];
      for (const part of folder.encoders)
        content.push(await partHash(part), await hashesIn(part.tokenizer));
      return content;
    }
    case "vae-decoder":
      return [folder.latents, await partHash(folder.decoder)];
    case "vae-encoder":
      return [
        folder.latents,
        folder.encoder ? await partHash(folder.encoder) : "none",
      ];
  }
}

async function hashesIn(tokenizer: string): Promise<readonly string[]> {
  const hashes = [];
  for (const name of tokenizerFiles) {
    const path = join(tokenizer, name);
    const about = await stat(path).catch(() => undefined);
    hashes.push(about?.isFile() === true ? await fileHash(path) : "none");
  }
  return hashes;
}

/** Opens the text encoders of a pipeline. */
export async function loadTextEncoder({
  folder,
  device = "cpu",
}: PipelineReference): Promise<TextEncoder> {
  const { encoders } = await readPipelineFolder(folder);
  return openTextEncoder(encoders, device);
}

/** Opens the half of a pipeline's VAE that makes pictures. */
export async function loadDecoder({
  folder,
  device = "cpu",
}: PipelineReference): Promise<VaeDecoder> {
  const { decoder, latents } = await readPipelineFolder(folder);
  return openDecoder(decoder, latents, device);
}

/** Opens the half of a pipeline's VAE that makes latents. @throws BadInput where the folder has none. */
export async function loadEncoder({
  folder,
  device = "cpu",
}: PipelineReference): Promise<VaeEncoder> {
  const { encoder, latents } = await readPipelineFolder(folder);
  if (encoder) return openEncoder(encoder, latents, device);
  throw new BadInput(
    `${folder} has no vae_encoder, which makes latents of pictures: export the pipeline with it`,
  );
}
