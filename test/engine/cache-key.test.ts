import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { cacheKey } from "../../engine/cache-key.ts";
import { outputCache } from "../../engine/output-cache.ts";
import type { PlannedNode } from "../../engine/plan-run.ts";

const node: PlannedNode = {
  id: "sampler",
  type: "sampling/sampler",
  name: "Sampler",
  values: { seed: 1, count: 64, path: "/a.onnx" },
  files: ["path"],
  inputs: { model: { node: "model", output: "model" } },
};
const upstream = new Map([["model", "k1"]]);
let identity = "a.onnx:1:2";
const machine = {
  hash: (text: string) => createHash("sha256").update(text).digest("hex"),
  fileIdentity: () => Promise.resolve(identity),
};
const key = (
  changed: Partial<PlannedNode> = {},
  version = 1,
  keys = upstream,
) => cacheKey({ ...node, ...changed }, version, keys, machine);

test("a key is the same for the same work, whatever the node is called and however its values are ordered", async () => {
  expect(
    await key({
      id: "other",
      name: "Mine",
      values: { path: "/a.onnx", count: 64, seed: 1 },
    }),
  ).toBe(await key());
});

test("a key changes with everything that can change the result", async () => {
  const before = await key();
  const others = [
    await key({ type: "sampling/other" }),
    await key({}, 2),
    await key({ values: { ...node.values, seed: 2 } }),
    await key({ values: { ...node.values, path: "/b.onnx" } }),
    await key({ inputs: {} }),
    await key({ inputs: { other: { node: "model", output: "model" } } }),
    await key({ inputs: { model: { node: "model", output: "second" } } }),
    await key({}, 1, new Map([["model", "k2"]])),
  ];
  identity = "a.onnx:1:3";
  others.push(await key());
  identity = "a.onnx:1:2";
  expect(await key()).toBe(before);
  expect(new Set([before, ...others]).size).toBe(others.length + 1);
});

const result = (floats: number) => ({
  outputs: { x: new Float64Array(floats) },
  views: [],
  warnings: [],
  files: [],
  outputFolder: "",
});

test("the cache holds what was used last, within its limit in bytes", () => {
  const cache = outputCache(3000 * 8);
  cache.set("a", result(1000));
  cache.set("b", result(1000));
  cache.get("a");
  cache.set("c", result(1500));
  expect(cache.get("b")).toBeUndefined();
  expect(cache.get("a")).toBeDefined();
  expect(cache.get("c")).toBeDefined();
  expect(cache.bytes).toBeLessThan(3000 * 8);
  cache.set("a", result(10));
  expect(cache.bytes).toBeLessThan(1600 * 8);
});

test("an array that outputs and views share is counted once", () => {
  const shared = new Float64Array(1000);
  const cache = outputCache(1e9);
  cache.set("a", {
    ...result(0),
    outputs: { x: shared, y: { again: shared } },
  });
  expect(cache.bytes).toBeLessThan(9000);
});
