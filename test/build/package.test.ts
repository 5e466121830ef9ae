import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, expect, test } from "vitest";

// The packaging, with the real electron-builder and a stub in the place of Electron's 110 MB: a program that has
// nothing but the place where the fuses are written.

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stepwright package "));
const packed = join(folder, "out", "linux-unpacked");
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** Fuses 0 to 7, each at the value that Electron ships with. */
const shippedFuses = "10110001";
/** How a fuse is written. */
const [disabled, enabled] = [0x30, 0x31];

function makeStubElectron(): string {
  const stub = join(folder, "electron");
  mkdirSync(join(stub, "resources"), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, shippedFuses.length]),
    Buffer.from(shippedFuses),
  ]);
  writeFileSync(
    join(stub, "electron"),
    Buffer.concat([Buffer.from("#!/bin/true\n"), wire]),
  );
  chmodSync(join(stub, "electron"), 0o755);
  writeFileSync(join(stub, "version"), "stub");
  return stub;
}

function builder(...words: string[]): void {
  const done = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "electron-builder", "cli.js"),
      "--config",
      "build/electron-builder.yml",
      ...words,
    ],
    { cwd: root, encoding: "utf8" },
  );
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
}

beforeAll(() => {
  builder(
    "--linux",
    "dir",
    "--x64",
    "--publish=never",
    `-c.electronDist=${makeStubElectron()}`,
    `-c.directories.output=${join(folder, "out")}`,
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file of the templates and the bundled models, as the repository has them. */
function shippedData(): readonly string[] {
  return ["nodes/templates", "models/bundled"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name}`)
      .filter((path) => statSync(join(root, path)).isFile()),
  );
}

/** Paths inside the archive, without the leading slash. */
function archived(): readonly string[] {
  return listPackage(join(packed, "resources", "app.asar"), {
    isPack: false,
  }).map((path) => path.slice(1));
}

test("the archive holds the built program, the templates and the bundled models", () => {
  const files = archived();
  for (const file of [
    "package.json",
    "dist/electron/main.js",
    "dist/electron/preload.cjs",
    "dist/electron/engine.js",
    "dist/electron/child.js",
    "dist/renderer/index.html",
  ])
    expect(files).toContain(file);
  for (const path of shippedData()) expect(files).toContain(path);
});

test("the archive holds nothing of the sources, the tests or the tools", () => {
  const top = archived().filter((path) => !path.includes("/"));
  const data = shippedData().map((path) => path.split("/")[0] ?? "");
  expect(top.toSorted()).toEqual(
    [...new Set(["dist", "node_modules", "package.json", ...data])].toSorted(),
  );
  const sources = archived().filter(
    (path) =>
      !path.startsWith("node_modules/") && /\.(ts|tsx|map|py)$/.test(path),
  );
  expect(sources).toEqual([]);
  const packages = archived().filter((path) =>
    /^node_modules\/[^/@]+$/.test(path),
  );
  expect(packages).toContain("node_modules/onnxruntime-node");
  for (const tool of ["vite", "electron", "playwright", "vitest", "react"])
    expect(packages).not.toContain(`node_modules/${tool}`);
});

test("the bundled models lie outside the archive, where onnxruntime opens them", () => {
  const bundled = shippedData().filter((path) => path.endsWith(".onnx"));
  expect(bundled).toContain("models/bundled/emoji-64/emoji-64.onnx");
  for (const path of bundled)
    expect(
      statSync(join(packed, "resources", "app.asar.unpacked", path)).size,
    ).toBe(statSync(join(root, path)).size);
});

test("onnxruntime's and sharp's native files lie outside the archive, and only those of the target", () => {
  const unpacked = join(packed, "resources", "app.asar.unpacked");
  const bin = join(
    unpacked,
    "node_modules",
    "onnxruntime-node",
    "bin",
    "napi-v6",
  );
  expect(readdirSync(bin)).toEqual(["linux"]);
  expect(readdirSync(join(bin, "linux"))).toEqual(["x64"]);
  expect(readdirSync(join(bin, "linux", "x64"))).toContain(
    "onnxruntime_binding.node",
  );
  const natives = archived().filter((path) =>
    /\.(node|so|so\.\d+|dll|dylib)$/.test(path),
  );
  for (const path of natives)
    expect(path).toMatch(
      /napi-v6\/linux\/x64\/|\/@img\/sharp-[a-z-]*linux-x64\//,
    );
  const image = join(unpacked, "node_modules", "@img");
  expect(readdirSync(image)).toContain("sharp-linux-x64");
  expect(readdirSync(image)).toContain("sharp-libvips-linux-x64");
});

test("the fuses are set: no Node beside the program, cookies encrypted, code from the archive alone", async () => {
  const wire = await getCurrentFuseWire(join(packed, "stepwright"));
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(enabled);
  for (const fuse of off)
    expect(wire[fuse], FuseV1Options[fuse]).toBe(disabled);
});
