import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { graphVersion } from "../../../engine/graph.ts";
import type { Graph } from "../../../engine/graph.ts";
import { readPngText } from "../../../engine/png-text.ts";
import { graphFromJson } from "../../../engine/read-graph.ts";
import type { SamplesValue } from "../../../engine/values.ts";
import { readNpy } from "../../../nodes/formats/npy.ts";
import { nodes } from "../../../nodes/registry.ts";
import { runNode } from "../run-node.ts";

const samples: SamplesValue = {
  data: Float32Array.from({ length: 3 * 12 }, (_, index) => index / 18 - 1),
  count: 3,
  shape: [3, 2, 2],
  valueRange: [-1, 1],
  labels: Int32Array.of(2, 0, 1),
  nfe: 5,
  origin: {
    model: { name: "Small, σ model", sha256: "0123456789abcdef" },
    solver: { name: "Euler", options: {} },
    schedule: { source: "EDM, rho 7", ending: "zero", sigmas: [80, 1, 0] },
    seed: 42,
    noise: "default",
  },
};

const graph: Graph = {
  format: "stepwright-graph",
  version: graphVersion,
  title: "A title in 日本語",
  nodes: [
    {
      id: "save",
      type: "files/save-image",
      position: [1, 2],
      values: { name: "größe" },
    },
  ],
  links: [],
  groups: [],
};

test("a saved PNG carries the graph and the run, and A1111's line", async () => {
  const { files, views } = await runNode(
    "files/save-image",
    { samples, name: "größe" },
    { graph },
  );
  const png = files.get("größe.png") ?? new Uint8Array();
  expect(decode(png, { checkCrc: true })).toMatchObject({
    width: 2 * 2 + 1,
    height: 2 * 2 + 1,
  });
  const run = JSON.parse(readPngText(png, "stepwright") ?? "") as {
    graph: unknown;
    origin: unknown;
  };
  expect(graphFromJson(run.graph, "png").graph).toEqual(graph);
  expect(run).toMatchObject({
    format: "stepwright-run",
    version: 1,
    origin: samples.origin,
    nfe: 5,
    createdWith: { name: "Stepwright" },
  });
  expect(readPngText(png, "parameters")).toMatch(
    /^\nSteps: 2, Sampler: Euler, Schedule type: "EDM, rho 7", Seed: 42, Size: 5x5, Model hash: 0123456789, Model: "Small, σ model", Version: Stepwright \d/,
  );
  expect(views).toEqual([
    {
      kind: "files",
      files: [{ path: "/out/größe.png", name: "größe.png", bytes: png.length }],
    },
  ]);
});

test("one file each writes every picture under a name of its own", async () => {
  const { files } = await runNode("files/save-image", {
    samples,
    layout: "single",
    scale: 4,
  });
  expect([...files.keys()]).toEqual([
    "image.png",
    "image-2.png",
    "image-3.png",
  ]);
  expect(decode(files.get("image-2.png") ?? new Uint8Array())).toMatchObject({
    width: 8,
    height: 8,
  });
});

test.each(["../a", "a/b", "a:b", "", " ", "..", "a\nb"])(
  "the file name %j is refused",
  async (name) => {
    await expect(
      runNode("files/save-image", { samples, name }),
    ).rejects.toThrow(
      `the file name must be a plain name without folders, got ${JSON.stringify(name)}`,
    );
  },
);

test("NPY, NPZ and CSV hold the same samples", async () => {
  const bytes = async (format: string) => {
    const { files } = await runNode("files/save-samples", { samples, format });
    return files.get(`samples.${format}`) ?? new Uint8Array();
  };
  expect(readNpy(await bytes("npy"), "npy")).toEqual({
    data: samples.data,
    shape: [3, 3, 2, 2],
  });
  const zip = unzipSync(await bytes("npz"));
  expect(readNpy(zip["samples.npy"] ?? new Uint8Array(), "npz").data).toEqual(
    samples.data,
  );
  expect(readNpy(zip["labels.npy"] ?? new Uint8Array(), "npz").data).toEqual(
    Float64Array.of(2, 0, 1),
  );
  const lines = new TextDecoder()
    .decode(await bytes("csv"))
    .trimEnd()
    .split("\n");
  expect(lines[0]).toBe("class,x0,x1,x2,x3,x4,x5,x6,x7,x8,x9,x10,x11");
  const rows = lines.slice(1).map((line) => line.split(",").map(Number));
  expect(rows.map(([label]) => label)).toEqual([2, 0, 1]);
  expect(Float32Array.from(rows.flatMap((row) => row.slice(1)))).toEqual(
    samples.data,
  );
});

test("Export Schedule shows what it wrote, to copy", async () => {
  const schedule = {
    sigmas: Float64Array.of(80, 1.5, 0),
    ending: "zero",
    source: "EDM, rho 7",
  };
  const { files, views } = await runNode("files/export-schedule", {
    schedule,
    format: "csv",
  });
  expect(new TextDecoder().decode(files.get("schedule.csv"))).toBe(
    "sigma\n80\n1.5\n0\n",
  );
  expect(views).toMatchObject([
    { kind: "text", text: "80, 1.5, 0", copyable: false },
    { kind: "text", text: "3 sigmas for 2 steps; the ending is 0." },
    { kind: "text", text: "sigma\n80\n1.5\n0", copyable: true },
    { kind: "files", files: [{ name: "schedule.csv" }] },
  ]);
  const text = await runNode("files/export-schedule", {
    schedule,
    format: "text",
  });
  expect(text.views).toMatchObject([
    { kind: "text", text: "80, 1.5, 0", copyable: true },
    { kind: "text" },
    { kind: "files" },
  ]);
});

test("a graph saved with the format manual-sigmas still exports for ComfyUI", async () => {
  const { files } = await runNode("files/export-schedule", {
    schedule: {
      sigmas: Float64Array.of(80, 1e-7, 0),
      ending: "zero",
      source: "EDM, rho 7",
    },
    format: "manual-sigmas",
  });
  expect(new TextDecoder().decode(files.get("schedule.txt"))).toBe(
    "80, 0.0000001, 0\n",
  );
  const { format } = nodes.get("files/export-schedule")?.inputs ?? {};
  expect(format?.kind === "choice" && format.choices).toContainEqual({
    value: "manual-sigmas",
    title: "ComfyUI ManualSigmas",
  });
});

test("of several schedules each is exported into a file of its own, named by its steps", async () => {
  const schedules = [
    { sigmas: Float64Array.of(80, 1, 0), ending: "zero", source: "A" },
    { sigmas: Float64Array.of(80, 9, 1, 0), ending: "zero", source: "A" },
  ];
  const { files, views } = await runNode("files/export-schedule", {
    schedule: schedules,
    name: "ring",
    format: "text",
  });
  expect([...files.keys()]).toEqual(["ring-2-steps.txt", "ring-3-steps.txt"]);
  expect(views[0]).toEqual({ kind: "text", text: "80, 1, 0", copyable: true });
  expect(views.at(-1)).toMatchObject({
    kind: "files",
    files: [{ name: "ring-2-steps.txt" }, { name: "ring-3-steps.txt" }],
  });
});
