import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeOnnx } from "../../models/onnx-writer.ts";
import { folderOfRun } from "../../folder-of-run.ts";
import { runNode } from "../run-node.ts";
import {
  copyOf,
  latents,
  pointer,
  sentenceOf,
  unetInputs,
} from "./broken-folder.ts";

function failure(folder: string): Promise<string> {
  return sentenceOf(runNode("pipeline/load-pipeline", { folder }));
}

test("no folder is chosen", async () => {
  expect(await failure(" ")).toBe(
    "no folder is chosen: choose the folder of a Stable Diffusion pipeline in ONNX under folder",
  );
});

test("a folder that is not there", async () => {
  expect(await failure("/nowhere/sd")).toBe(
    "there is no folder /nowhere/sd, wanted the folder of a pipeline",
  );
});

test("a file in place of a folder, and a folder in a file", async () => {
  const file = join(copyOf("sd15-optimum"), "unet", "model.onnx");
  expect(await failure(file)).toBe(
    `${file} is a file, wanted the folder of a pipeline`,
  );
  expect(await failure(join(file, "sd"))).toBe(
    `there is no folder ${file}/sd, wanted the folder of a pipeline`,
  );
});

test("a folder of something else", async () => {
  const empty = folderOfRun();
  expect(await failure(empty)).toBe(
    `${empty} has no model_index.json, wanted the folder of a diffusers pipeline that was exported to ONNX`,
  );
});

test.each(["unet", "text_encoder", "vae_decoder"])(
  "without %s",
  async (part) => {
    const folder = copyOf("sd15-optimum");
    rmSync(join(folder, part, "model.onnx"));
    expect(await failure(folder)).toBe(
      `${folder}/${part}/model.onnx is missing: copy or export it`,
    );
  },
);

test("weights of PyTorch in place of ONNX", async () => {
  const folder = copyOf("sd15-optimum");
  rmSync(join(folder, "unet", "model.onnx"));
  writeFileSync(
    join(folder, "unet", "diffusion_pytorch_model.safetensors"),
    "",
  );
  expect(await failure(folder)).toBe(
    `${folder}/unet/model.onnx is missing, and unet holds PyTorch weights (diffusion_pytorch_model.safetensors): export the pipeline to ONNX, for example with "optimum-cli export onnx"`,
  );
});

test("without the scheduler's configuration", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "scheduler", "scheduler_config.json");
  rmSync(path);
  expect(await failure(folder)).toBe(
    `${path} is missing: it says which noise levels the model was trained at; copy it from the model's original`,
  );
});

test("a scheduler of a flow", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "scheduler", "scheduler_config.json");
  writeFileSync(path, '{"_class_name": "FlowMatchEulerDiscreteScheduler"}');
  expect(await failure(folder)).toBe(
    `${path} is that of FlowMatchEulerDiscreteScheduler: read are schedulers of discrete timesteps with betas, as those of SD 1.5, SD 2 and SDXL`,
  );
});

test("a configuration that is no JSON, and one that is a pointer", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "model_index.json");
  writeFileSync(path, "{");
  const sentence = await failure(folder);
  expect(sentence).toMatch(`${path} is not JSON (`);
  expect(sentence).toMatch(/\): copy it again from the model's original$/);
  writeFileSync(path, pointer);
  expect(await failure(folder)).toBe(
    `${path} is a Git LFS pointer, not the file itself: run "git lfs pull" in its repository`,
  );
});

test("weights beside the network that are missing, cut off or a pointer", async () => {
  const folder = copyOf("sd15-diffusers");
  const weights = join(folder, "unet", "weights.pb");
  const bytes = readFileSync(weights).length;
  truncateSync(weights, bytes - 10);
  expect(await failure(folder)).toMatch(
    /^weights\.pb, in which the weights of unet\/model\.onnx lie, is cut off: \d+ bytes are wanted of it and it has \d+; copy or download it again$/,
  );
  writeFileSync(weights, pointer);
  expect(await failure(folder)).toBe(
    'weights.pb, in which the weights of unet/model.onnx lie, is a Git LFS pointer of 68 bytes: run "git lfs pull" in its repository',
  );
  rmSync(weights);
  expect(await failure(folder)).toBe(
    "the weights of unet/model.onnx lie in weights.pb beside it, and there is no such file: copy or download it too",
  );
});

test("a network larger than memory is refused before it is read", async ({
  skip,
}) => {
  skip(
    process.platform === "win32",
    "Windows gives a file all of its size on the disk, also where nothing was written",
  );
  const folder = copyOf("sdxl-optimum");
  truncateSync(join(folder, "unet", "model.onnx_data"), 2 ** 42);
  expect(await failure(folder)).toMatch(
    /^unet\/model\.onnx has 4400 GB with its weights, more than the [\d.]+ GB of memory here: take an export in float16 or of a smaller model$/,
  );
});

test("a VAE that is a pointer or a web page", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "vae_decoder", "model.onnx");
  writeFileSync(path, pointer);
  expect(await failure(folder)).toBe(
    'vae_decoder/model.onnx is a Git LFS pointer of 68 bytes, not the model itself: run "git lfs pull" in its repository',
  );
  writeFileSync(path, "<!doctype html><title>404</title>");
  expect(await failure(folder)).toBe(
    "vae_decoder/model.onnx is a web page or XML, not an ONNX model: the download saved a page instead of the file",
  );
});

test("an operator set that onnxruntime does not know yet", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "unet", "model.onnx");
  const bytes = readFileSync(path);
  // the last field is opset_import (8): a message with the version (2)
  const at = bytes.lastIndexOf(Buffer.from([0x42]));
  const version = bytes.indexOf(0x10, at);
  bytes[version + 1] = 99;
  writeFileSync(path, bytes);
  expect(await failure(folder)).toMatch(
    /^unet\/model\.onnx uses opset 99 of ai\.onnx, and onnxruntime here knows it up to \d+: export the model with opset \d+ or a lower one$/,
  );
});

function unetWith(more: Parameters<typeof writeOnnx>[0]["inputs"]): Uint8Array {
  return writeOnnx({
    inputs: more,
    outputs: [{ ...latents, name: "out_sample" }],
    nodes: [{ op: "Identity", inputs: ["sample"], outputs: ["out_sample"] }],
  });
}

test("an input that nobody feeds", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "unet", "model.onnx");
  const condition = { name: "timestep_cond", shape: ["N", 256] } as const;
  writeFileSync(path, unetWith([...unetInputs, condition]));
  expect(await failure(folder)).toBe(
    "unet/model.onnx has an input that nothing here feeds: timestep_cond float32 [N, 256]; export the model without it",
  );
});

test("latents of another number of channels than the VAE's", async () => {
  const folder = copyOf("sd15-optimum");
  const path = join(folder, "unet", "model.onnx");
  const [, ...others] = unetInputs;
  const nine = { name: "sample", shape: ["N", 9, "h", "w"] } as const;
  writeFileSync(path, unetWith([nine, ...others]));
  expect(await failure(folder)).toBe(
    "unet/model.onnx takes latents of 9 channels, but the VAE makes 4: only networks that are told nothing but latents are read, no inpainting",
  );
});
