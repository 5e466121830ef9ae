import { expect, test } from "vitest";
import { rankNodes, socketFor } from "../../../renderer/editor/rank-nodes.ts";
import { descriptions as ours } from "../../../nodes/registry.ts";
import { port } from "../../../engine/inputs.ts";
import { portTypes } from "../../../engine/port-types.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";

const titles = (
  ...request: Parameters<typeof rankNodes> extends [unknown, ...infer R]
    ? R
    : never
) => rankNodes(descriptions, ...request).map(({ node }) => node.title);

test("without a query all nodes are there in their order", () => {
  expect(titles("")).toEqual(descriptions.map(({ title }) => title));
});

test("a node is found by a piece of its title, its first letters, or letters in order", () => {
  expect(titles("samp")[0]).toBe("Sampler");
  expect(titles("os")[0]).toBe("Optimize Schedule");
  expect(titles("prvw")[0]).toBe("Preview Image");
  expect(titles("zzz")).toEqual([]);
});

test.each([
  ["KSampler", "Sampler"],
  ["SamplerCustom", "Sampler"],
  ["KSamplerSelect", "Solver"],
  ["BasicScheduler", "Schedule"],
  ["KarrasScheduler", "Schedule"],
  ["karras", "Schedule"],
  ["AlignYourSteps", "Schedule"],
  ["GITSScheduler", "Schedule"],
  ["OptimalSteps", "Schedule"],
  ["dpmpp_2m", "Solver"],
  ["SplitSigmas", "Split Schedule"],
  ["SplitSigmasDenoise", "Split at Denoise"],
  ["denoise", "Split at Denoise"],
  ["FlipSigmas", "Flip Schedule"],
  ["ManualSigmas", "Manual Schedule"],
  ["CustomSigmas", "Manual Schedule"],
  ["CFGGuider", "Prompt Guidance"],
  ["RescaleCFG", "Guidance"],
  ["cfg", "Prompt Guidance"],
  ["LoadCheckpoint", "Load Pipeline"],
  ["UNETLoader", "Model"],
  ["SaveImage", "Save Image"],
  ["PreviewImage", "Preview Image"],
  ["join", "Join Schedules"],
  ["concatenate", "Join Schedules"],
  ["noise", "Sampler"],
])("%s finds %s first", (query, title) => {
  expect(rankNodes(ours, query)[0]?.node.title).toBe(title);
});

test("the other name that a node was found by is told, and its id is not", () => {
  expect(rankNodes(ours, "ksampler")[0]?.by).toBe("KSampler");
  expect(rankNodes(ours, "sampler")[0]).not.toHaveProperty("by");
  expect(rankNodes(ours, "look/scatter")[0]).toMatchObject({
    node: { id: "look/scatter-plot" },
  });
  expect(rankNodes(ours, "look/scatter")[0]).not.toHaveProperty("by");
});

test("nodes that take a dropped link come first", () => {
  const found = rankNodes(descriptions, "", {
    into: "input",
    types: ["LATENT"],
  });
  expect(found.slice(0, 2)).toMatchObject([
    { node: { id: "look/preview-image" }, socket: "samples" },
    { node: { id: "look/scatter-plot" }, socket: "samples" },
  ]);
  expect(found[2]?.socket).toBeUndefined();
  expect(found).toHaveLength(descriptions.length);
});

test("a link dragged from an input is fed by an output of its type", () => {
  const found = rankNodes(descriptions, "", {
    into: "output",
    types: ["SOLVER"],
  });
  expect(found[0]).toMatchObject({
    node: { id: "sampling/solver" },
    socket: "solver",
  });
});

test("a required input is plugged in before an optional one", () => {
  const [model] = descriptions;
  if (model === undefined) throw new Error("no descriptions");
  const node = {
    ...model,
    inputs: {
      maybe: { kind: "port", type: "SOLVER", optional: true },
      needed: { kind: "port", type: "SOLVER", optional: false },
    },
  } as const;
  expect(socketFor(node, { into: "input", types: ["SOLVER"] })).toBe("needed");
});

test("a port of two types takes links of either, and is fed by outputs of either", () => {
  const [model] = descriptions;
  if (model === undefined) throw new Error("no descriptions");
  const looks = {
    ...model,
    inputs: {
      shown: port("LATENT", { orType: "IMAGE" }),
    },
  };
  expect(socketFor(looks, { into: "input", types: ["IMAGE"] })).toBe("shown");
  expect(socketFor(looks, { into: "input", types: ["MODEL"] })).toBeUndefined();
  const gives = { ...model, outputs: { picture: { type: "IMAGE" } } } as const;
  const types = portTypes(looks.inputs.shown);
  expect(socketFor(gives, { into: "output", types })).toBe("picture");
});
