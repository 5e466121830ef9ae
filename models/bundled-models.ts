import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BadInput } from "../core/bad-input.ts";
import type { ModelReference } from "./model-reference.ts";
import { checkManifest } from "./onnx-manifest.ts";

/** A model that comes with the program: a folder models/bundled/<id>/ with a manifest.json and the file that it names. */
export interface BundledModel {
  readonly id: string;
  readonly title: string;
  readonly shape: readonly number[];
  readonly labels: readonly string[];
  /** Name of the ONNX file in its folder. */
  readonly file: string;
}

const manifests = import.meta.glob<Readonly<Record<string, unknown>>>(
  "./bundled/*/manifest.json",
  { eager: true, import: "default" },
);

/** By id, the folder's name. */
export const bundledModels: ReadonlyMap<string, BundledModel> = new Map(
  Object.entries(manifests).map(([path, json]) => {
    const id = path.split("/").at(-2) ?? path;
    const {
      title = id,
      shape = [],
      labels = [],
    } = checkManifest(json, `models/bundled/${id}/manifest.json`);
    const { file: named } = json;
    const file = typeof named === "string" ? named : "model.onnx";
    return [id, { id, title, shape, labels, file }];
  }),
);

/** A reference to a bundled model's file. */
export function bundledReference(model: BundledModel): ModelReference {
  return { kind: "onnx", path: join(bundledFolder(), model.id, model.file) };
}

/** The folder of the bundled models, looked for upwards from the running program. */
function bundledFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "models", "bundled");
    // onnxruntime opens files itself, so it cannot look into Electron's archive
    const outside = candidate.replace(/\bapp\.asar\b/, "app.asar.unpacked");
    if (existsSync(outside)) return outside;
    const parent = dirname(folder);
    if (parent === folder)
      throw new BadInput(
        "the folder models/bundled of the program is missing: install it anew",
      );
    folder = parent;
  }
}
