import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkManifest } from "../../models/onnx-manifest.ts";

const page = readFileSync(
  new URL("../../docs/models.md", import.meta.url),
  "utf8",
);
const [, table = ""] = page.split("## What may stand beside it");
const keys = table
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`(\w+)`/g)])
  .map(([, key = ""]) => key);

test.each(keys.filter((key) => key !== "file" && key !== "format"))(
  "the documented key %s is read",
  (key) => {
    expect(() => checkManifest({ [key]: {} }, "a.json")).toThrow(
      `${key} in a.json must be `,
    );
  },
);

test("the page names every key that a manifest of the box has, and its example is one", () => {
  const bundled = JSON.parse(
    readFileSync(
      new URL("../../models/bundled/emoji-32/manifest.json", import.meta.url),
      "utf8",
    ),
  ) as Record<string, unknown>;
  const read = Object.keys(checkManifest(bundled, "manifest.json"));
  expect(keys).toEqual(expect.arrayContaining(read));
  const [, example = ""] = /```json\n([^]*?)```/.exec(table) ?? [];
  const json = JSON.parse(example) as Record<string, unknown>;
  expect(Object.keys(checkManifest(json, "example"))).toHaveLength(
    Object.keys(json).length,
  );
});
