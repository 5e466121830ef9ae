import type { Json } from "../../engine/json.ts";
import { addNode } from "./document-actions.ts";
import { activeEditor } from "./editors.ts";
import { engine } from "./engine.ts";
import { modelNodeType } from "./model-node.ts";
import { notifyFailure } from "./notify.ts";

export interface ModelFile {
  readonly name: string;
  readonly path: string;
}

/** Adds a Model node with these values. */
export function addModelNode(values: Readonly<Record<string, Json>>): void {
  const node = addNode(modelNodeType);
  if (node === undefined) return;
  Object.entries(values).forEach(([input, value]) =>
    activeEditor()?.setValues(node, { [input]: value }),
  );
}

/** The ONNX files that lie in these folders, those of folders in them not counted. */
export async function listModelFiles(
  folders: readonly string[],
): Promise<readonly ModelFile[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      try {
        return (await engine().listFolder(folder)).entries;
      } catch (failure) {
        notifyFailure(failure);
        return [];
      }
    }),
  );
  return lists
    .flat()
    .filter((entry) => entry.kind === "file" && /\.onnx$/i.test(entry.name));
}
