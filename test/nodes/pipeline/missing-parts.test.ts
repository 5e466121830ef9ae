import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pipelineFolder } from "../../models/pipeline/reference.ts";
import { runNode } from "../run-node.ts";

const parent = mkdtempSync(join(tmpdir(), "stepwright-pipeline-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** A copy of a pipeline without one of its folders. */
function without(part: string): string {
  const folder = join(parent, `without-${part}`);
  cpSync(pipelineFolder("sd15-optimum"), folder, { recursive: true });
  rmSync(join(folder, part), { recursive: true });
  return folder;
}

test("without a tokenizer, the Prompt says so", async () => {
  const folder = without("tokenizer");
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  await expect(
    runNode("pipeline/prompt", { clip: outputs["clip"], text: "a cat" }),
  ).rejects.toThrow(
    `${folder}/tokenizer has neither a tokenizer.json nor a vocab.json, one of which prompts need: copy it from the model's original`,
  );
});

test("without a VAE encoder, VAE Encode says so", async () => {
  const folder = without("vae_encoder");
  const { outputs } = await runNode("pipeline/load-pipeline", { folder });
  const shape = [3, 16, 16] as const;
  await expect(
    runNode("pipeline/vae-encode", {
      vae: outputs["vae"],
      images: { pixels: new Float32Array(768), count: 1, shape },
    }),
  ).rejects.toThrow(
    `${folder} has no vae_encoder, which makes latents of pictures: export the pipeline with it`,
  );
});
