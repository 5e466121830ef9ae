import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Graph } from "../../../engine/graph.ts";
import { modelFolders } from "../../../engine/host/model-folders.ts";
import {
  placeSentence,
  withFoundModels,
} from "../../../engine/model-places.ts";
import { classNames } from "../../../models/class-names.ts";
import { fileHash } from "../../../models/file-hash.ts";
import { modelHashes } from "../../../models/model-hash.ts";
import { descriptions } from "../../../nodes/registry.ts";
import { pipelineFolder } from "../../models/pipeline/reference.ts";

const nodes = new Map(descriptions.map((node) => [node.id, node]));
let folder: string;
let path: string;
let read: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-models-"));
  path = join(folder, "here", "ring.onnx");
  await put("here/ring.onnx", "the content");
  await mkdir(join(folder, "models"));
  read = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string): Promise<void> {
  await mkdir(join(folder, name, ".."), { recursive: true });
  await writeFile(join(folder, name), content);
}

const models = () =>
  modelFolders(
    nodes,
    {
      hashes: {
        ...modelHashes,
        of(file) {
          read.push(file);
          return modelHashes.of(file);
        },
      },
      classNames,
    },
    async () => [join(folder, "models"), join(folder, "more")],
  );

function graphWith(values: Graph["nodes"][number]["values"]): Graph {
  return {
    format: "stepwright-graph",
    version: 1,
    nodes: [{ id: "model", type: "sampling/model", position: [0, 0], values }],
    links: [],
    groups: [],
  };
}

const saved = async (): Promise<Graph> =>
  models().identified(graphWith({ model: "file", path }));

async function sentenceOf(graph: Graph): Promise<string | undefined> {
  const [finding] = await models().findModels(graph);
  return finding && placeSentence(finding);
}

test("a saved graph says what its file was, and a file that is as it was is not spoken of", async () => {
  const graph = await saved();
  expect(graph.nodes[0]?.files).toEqual({
    path: { path, sha256: await fileHash(path), bytes: 11 },
  });
  expect(await sentenceOf(graph)).toBeUndefined();
  expect(withFoundModels(graph, await models().findModels(graph))).toBe(graph);
});

test("a hidden path is no model of the graph", async () => {
  const graph = graphWith({ model: "ring-of-8", path });
  expect(await models().findModels(graph)).toEqual([]);
  expect(await models().identified(graph)).toEqual(graph);
});

test("a file that has moved and has another name is found by its content, and the graph leads there", async () => {
  const graph = await saved();
  const moved = join(folder, "models", "sub", "renamed.onnx");
  await put("models/sub/other.onnx", "same length");
  await rename(path, moved);
  expect(await sentenceOf(graph)).toBe(
    `ring.onnx had moved: it was found by its content at ${moved}.`,
  );
  const found = withFoundModels(graph, await models().findModels(graph));
  expect(found.nodes[0]?.values["path"]).toBe(moved);
  expect(await sentenceOf(found)).toBeUndefined();
});

test("a path of another platform is looked for by its last part", async () => {
  const graph = graphWith({ model: "file", path: "C:\\models\\ring.onnx" });
  await put("more/ring.onnx", "any");
  expect(await sentenceOf(graph)).toBe(
    `ring.onnx was found by its name at ${join(folder, "more", "ring.onnx")}; this graph does not say what its content was.`,
  );
});

test("a file of its name with another content is taken, and said to differ", async () => {
  const graph = await saved();
  await rm(path);
  await put("models/ring.onnx", "another content");
  const there = join(folder, "models", "ring.onnx");
  expect(await sentenceOf(graph)).toBe(
    `ring.onnx was found by its name at ${there}, but its content differs from what this graph was saved with.`,
  );
  expect(read.includes(there)).toBe(false);
});

test("a file at its path with another content is said to differ", async () => {
  const graph = await saved();
  await put("here/ring.onnx", "the CONTENT");
  expect(await sentenceOf(graph)).toBe(
    `${path} is there, but its content differs from what this graph was saved with.`,
  );
});

test("a file that is nowhere is missing, keeps what it was when it is saved again, and can be found later", async () => {
  const graph = await saved();
  await rm(path);
  expect(await sentenceOf(graph)).toBe(
    `There is no file ${path}, and none of its content or name in the model folders: locate it, or add its folder in the settings.`,
  );
  const again = await models().identified(graph);
  expect(again).toEqual(graph);
  await put("more/x.onnx", "the content");
  expect(await sentenceOf(again)).toMatch(/^ring\.onnx had moved/);
});

test("a graph that was never saved finds a file that was read here before", async () => {
  await fileHash(path);
  const graph = graphWith({ model: "file", path });
  await rename(path, join(folder, "models", "other-name.onnx"));
  expect(await sentenceOf(graph)).toMatch(/^ring\.onnx had moved/);
});

test("of the files in the folders only those of the size that is wanted are read, each once", async () => {
  const graph = await saved();
  await rm(path);
  await put("models/a.onnx", "same length");
  await put("models/b.onnx", "another length");
  read = [];
  await sentenceOf(graph);
  expect(read).toEqual([join(folder, "models", "a.onnx")]);
});

test("what was saved of another path says nothing once another file is chosen", async () => {
  const graph = await saved();
  await put("here/other.onnx", "x");
  const chosen = {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      values: { ...node.values, path: join(folder, "here", "other.onnx") },
    })),
  };
  expect(await sentenceOf(chosen)).toBeUndefined();
});

function graphOfPipeline(path: string): Graph {
  return {
    ...graphWith({}),
    nodes: [
      {
        id: "pipeline",
        type: "pipeline/load-pipeline",
        position: [0, 0],
        values: { folder: path },
      },
    ],
  };
}

test("a pipeline's folder that is gone is found by its name among the pipelines, not among the files", async () => {
  const graph = graphOfPipeline("/elsewhere/sd15");
  await put("models/sd15", "a file of that name");
  expect(await sentenceOf(graph)).toBe(
    "There is no folder /elsewhere/sd15, and none of its name in the model folders: locate it, or add its folder in the settings.",
  );
  await put("more/deep/sd15/model_index.json", "{}");
  const found = withFoundModels(graph, await models().findModels(graph));
  expect(found.nodes[0]?.values["folder"]).toBe(
    join(folder, "more", "deep", "sd15"),
  );
});

test("a pipeline's folder that has moved and has another name is found by its content, and the graph leads there", async () => {
  const here = join(folder, "here", "sd15");
  await cp(pipelineFolder("sd15-optimum"), here, { recursive: true });
  const graph = await models().identified(graphOfPipeline(here));
  expect(graph.nodes[0]?.files?.["folder"]?.sha256).toBe(
    await modelHashes.of(here),
  );
  expect(await sentenceOf(graph)).toBeUndefined();
  const moved = join(folder, "models", "sub", "renamed");
  await mkdir(join(moved, ".."), { recursive: true });
  await rename(here, moved);
  // one of its name and one like it are not it
  await put("more/sd15/model_index.json", "{}");
  await cp(pipelineFolder("sd15-olive"), join(folder, "models", "another"), {
    recursive: true,
  });
  expect(await sentenceOf(graph)).toBe(
    `sd15 had moved: it was found by its content at ${moved}.`,
  );
  expect(read).not.toContain(join(folder, "models", "another"));
  const found = withFoundModels(graph, await models().findModels(graph));
  expect(found.nodes[0]?.values["folder"]).toBe(moved);
  expect(await sentenceOf(found)).toBeUndefined();
});

test("a pipeline's folder of which a file was changed is said to differ", async () => {
  const here = join(folder, "here", "sd15");
  await cp(pipelineFolder("sd15-optimum"), here, { recursive: true });
  const graph = await models().identified(graphOfPipeline(here));
  await put("here/sd15/scheduler/scheduler_config.json", "{}");
  expect(await sentenceOf(graph)).toBe(
    `${here} is there, but its content differs from what this graph was saved with.`,
  );
});

test("a pipeline's folder that was read here and never saved is found by its content", async () => {
  const here = join(folder, "here", "sd15");
  await cp(pipelineFolder("sd15-optimum"), here, { recursive: true });
  await modelHashes.of(here);
  const moved = join(folder, "more", "other-name");
  await mkdir(join(folder, "more"));
  await rename(here, moved);
  expect(await sentenceOf(graphOfPipeline(here))).toBe(
    `sd15 had moved: it was found by its content at ${moved}.`,
  );
});

test("what is found of a model's file has the names of its classes: from a JSON beside it, or of a toy", async () => {
  await put("here/ring.onnx.json", JSON.stringify({ labels: ["in", "out"] }));
  const moons = (radius: number) => ({
    kind: "two-moons",
    radius,
    std: 0.1,
    count: 4,
  });
  await put(
    "here/two.json",
    JSON.stringify({
      format: "stepwright-toy",
      kind: "conditional",
      labels: ["small", "large"],
      classes: [moons(1), moons(2)],
      unconditional: moons(3),
    }),
  );
  const labelsOf = async (file: string) => {
    const graph = graphWith({ model: "file", path: file });
    const [finding] = await models().findModels(graph);
    return finding?.labels;
  };
  expect(await labelsOf(path)).toEqual(["in", "out"]);
  expect(await labelsOf(join(folder, "here", "two.json"))).toEqual([
    "small",
    "large",
  ]);
  expect(await labelsOf(join(folder, "gone.onnx"))).toBeUndefined();
});
