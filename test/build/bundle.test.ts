import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// What is in dist/, as `npm test` has just built it.

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const builtins = new Set(builtinModules.map((name) => `node:${name}`));

/** What a built file needs before its first line runs, itself and what it imports: packages, not files of ours. */
function packagesOf(entry: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(entry)) return packages;
  seen.add(entry);
  const code = readFileSync(join(dist, entry), "utf8");
  for (const [, from, bare] of code.matchAll(
    /^(?:import|export)\b[^;"']*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"/gm,
  )) {
    const name = from ?? bare ?? "";
    if (name.startsWith("."))
      for (const found of packagesOf(join(dirname(entry), name), seen))
        packages.add(found);
    else if (!builtins.has(name)) packages.add(name);
  }
  return packages;
}

test.each([
  "cli/main.js",
  "cli/child.js",
  "electron/engine.js",
  "electron/child.js",
])("%s starts without loading a native library", (entry) => {
  const packages = packagesOf(entry);
  for (const builtin of builtinModules) packages.delete(builtin);
  expect([...packages]).toEqual([]);
});

test("electron/main.js needs electron and nothing else, and so no engine and no model", () => {
  expect([...packagesOf("electron/main.js")]).toEqual(["electron"]);
});

test("the preload requires electron and nothing else: the sandbox gives it no more", () => {
  const code = readFileSync(join(dist, "electron/preload.cjs"), "utf8");
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)];
  expect(required.map(([, name]) => name)).toEqual(["electron"]);
  expect(code).not.toMatch(/^(import|export)\b/m);
});
