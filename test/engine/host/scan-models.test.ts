import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  scanModelFolders,
  scanModels,
} from "../../../engine/host/scan-models.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-scan-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, content = "model"): Promise<void> {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), content);
}

test("ONNX files are found in folders of folders, by their name from the folder on, and nothing else is", async () => {
  await put("b.onnx");
  await put("sub/deep/A.ONNX", "larger model");
  await put("sub/weights.onnx_data");
  await put("sub/b.safetensors");
  await put(".cache/hidden.onnx");
  expect(await scanModels(folder)).toEqual({
    path: folder,
    models: [
      { kind: "onnx", name: "b.onnx", path: join(folder, "b.onnx"), bytes: 5 },
      {
        kind: "onnx",
        name: "sub/deep/A.ONNX",
        path: join(folder, "sub", "deep", "A.ONNX"),
        bytes: 12,
      },
    ],
  });
});

test("a folder in diffusers' layout is one pipeline with its class, and its parts are no models", async () => {
  const index = JSON.stringify({ _class_name: "StableDiffusionPipeline" });
  await put("sd/model_index.json", index);
  await put("sd/unet/model.onnx");
  await put("broken/model_index.json", "{");
  expect((await scanModels(folder)).models).toEqual([
    {
      kind: "pipeline",
      name: "broken",
      path: join(folder, "broken"),
      className: "a pipeline of unknown class",
    },
    {
      kind: "pipeline",
      name: "sd",
      path: join(folder, "sd"),
      className: "StableDiffusionPipeline",
    },
  ]);
  const itself = await scanModels(join(folder, "sd"));
  expect(itself.models).toMatchObject([{ kind: "pipeline", name: "sd" }]);
});

test("a link that leads back up is not followed for ever", async () => {
  await put("sub/a.onnx");
  await symlink(folder, join(folder, "sub", "up"));
  expect((await scanModels(folder)).models.map(({ name }) => name)).toEqual([
    "sub/a.onnx",
  ]);
});

test("the user's own folder is empty while it is not there, any other is said to be gone", async () => {
  const [own, other] = [join(folder, "own"), join(folder, "other")];
  expect(await scanModelFolders([own, other])).toEqual([
    { path: own, models: [] },
    {
      path: other,
      models: [],
      problem: `Could not read ${other}: there is no such file or folder.`,
    },
  ]);
});

test("a folder that is gone is said so", async () => {
  expect(await scanModels(join(folder, "gone"))).toEqual({
    path: join(folder, "gone"),
    models: [],
    problem: `Could not read ${join(folder, "gone")}: there is no such file or folder.`,
  });
});
