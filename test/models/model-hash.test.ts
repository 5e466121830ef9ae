import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { modelHashes } from "../../models/model-hash.ts";
import { temporaryFolder } from "../cli/commands/command-line.ts";
import { pipelineFolder } from "./pipeline/reference.ts";

const { folder } = temporaryFolder();
let copies = 0;

function copyOf(name: string): string {
  const copy = join(folder, `copy-${++copies}`);
  cpSync(pipelineFolder(name), copy, { recursive: true });
  return copy;
}

test("a pipeline's folder is the same wherever it lies and whatever else lies in it", async () => {
  const copy = copyOf("sdxl-optimum");
  const wanted = await modelHashes.of(pipelineFolder("sdxl-optimum"));
  expect(await modelHashes.of(copy)).toBe(wanted);
  writeFileSync(join(copy, "README.md"), "pictures");
  writeFileSync(join(copy, "unet", "weights.safetensors"), "PyTorch's");
  expect(await modelHashes.of(copy)).toBe(wanted);
});

test.each([
  ["its network", "unet/model.onnx"],
  ["the weights beside its network", "unet/model.onnx_data"],
  ["its second text encoder", "text_encoder_2/model.onnx"],
  ["its tokenizer", "tokenizer/merges.txt"],
  ["its training noise", "scheduler/scheduler_config.json"],
])("another pipeline by %s has another hash", async (_, name) => {
  const copy = copyOf("sdxl-optimum");
  const wanted = await modelHashes.of(copy);
  const changed = readFileSync(join(copy, name));
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  writeFileSync(join(copy, name), changed);
  expect(await modelHashes.of(copy)).not.toBe(wanted);
});

test("a pipeline whose parts have changed places has another hash", async () => {
  const copy = copyOf("sdxl-optimum");
  const wanted = await modelHashes.of(copy);
  const [one, two] = ["text_encoder", "text_encoder_2"].map((part) =>
    join(copy, part),
  );
  renameSync(one ?? "", join(copy, "between"));
  renameSync(two ?? "", one ?? "");
  renameSync(join(copy, "between"), two ?? "");
  expect(await modelHashes.of(copy)).not.toBe(wanted);
});

test("of a folder that was read nothing has to be read, and what it was is known when it is gone", async () => {
  const copy = copyOf("sd15-diffusers");
  const before = await modelHashes.about(copy);
  expect(before?.unreadBytes).toBe(before?.bytes);
  const sha256 = await modelHashes.of(copy);
  expect(await modelHashes.about(copy)).toEqual({
    bytes: before?.bytes,
    unreadBytes: 0,
  });
  renameSync(copy, `${copy}-moved`);
  expect(await modelHashes.last(copy)).toMatchObject({
    sha256,
    bytes: before?.bytes,
  });
});

test("a folder that is no pipeline's has no hash", async () => {
  expect(await modelHashes.about(folder)).toBeUndefined();
  await expect(modelHashes.of(folder)).rejects.toThrow(
    `${folder} is not the folder of a pipeline`,
  );
});
