import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BadInput } from "../core/bad-input.ts";
import { formatBytes } from "../engine/format-bytes.ts";
import { homeFolder, stateFolder } from "../engine/host/folders.ts";
import { scanModelFolders } from "../engine/host/scan-models.ts";
import { stateFiles } from "../engine/host/state-files.ts";
import type { FoundModel } from "../engine/messages.ts";
import type { Terminal } from "./command.ts";

/**
 * `models folders add|remove <folder>`: changes the list in the settings; `list` changes nothing.
 * @throws BadInput where it cannot be.
 */
export async function changeModelFolders(
  action: string,
  named: string | undefined,
): Promise<void> {
  const state = stateFiles(stateFolder());
  const settings = await state.readSettings();
  const { modelFolders } = settings;
  switch (action) {
    case "list":
      if (named !== undefined)
        throw new BadInput(
          `models folders list takes no folder, got "${named}".`,
        );
      return;
    case "add": {
      const folder = await existingFolder(named);
      if (modelFolders.includes(folder)) return;
      await state.writeSettings({
        ...settings,
        modelFolders: [...modelFolders, folder],
      });
      return;
    }
    case "remove": {
      const folder = resolve(named ?? "");
      if (named === undefined || !modelFolders.includes(folder))
        throw new BadInput(
          `models folders remove must name a folder of the list, got ${named === undefined ? "nothing" : folder}; it has ${modelFolders.join(", ") || "none"}.`,
        );
      await state.writeSettings({
        ...settings,
        modelFolders: modelFolders.filter((each) => each !== folder),
      });
      return;
    }
    default:
      throw new BadInput(
        `models folders takes add, remove or list, got "${action}".`,
      );
  }
}

/** Prints every model folder and what was found in it, the user's own models/ first. */
export async function listModelFolders(terminal: Terminal): Promise<void> {
  const { modelFolders } = await stateFiles(stateFolder()).readSettings();
  const folders = await scanModelFolders([
    join(resolve(homeFolder()), "models"),
    ...modelFolders,
  ]);
  const lines = folders.flatMap(({ path, models, problem }) => [
    path,
    ...models.map((model) => `  ${model.name.padEnd(40)}  ${kindWords(model)}`),
    ...(problem === undefined && models.length === 0 ? ["  no models"] : []),
    ...(problem === undefined ? [] : [`  ${problem}`]),
  ]);
  terminal.print({ folders }, lines.join("\n"));
}

function kindWords(model: FoundModel): string {
  switch (model.kind) {
    case "onnx":
      return formatBytes(model.bytes);
    case "pipeline":
      return model.className;
  }
}

async function existingFolder(named: string | undefined): Promise<string> {
  if (named === undefined || named.trim() === "")
    throw new BadInput("models folders add must name a folder, got nothing.");
  const folder = resolve(named);
  const about = await stat(folder).catch(() => undefined);
  if (about?.isDirectory() !== true)
    throw new BadInput(
      `models folders add must name a folder, but ${folder} ${about === undefined ? "does not exist" : "is a file"}.`,
    );
  return folder;
}
