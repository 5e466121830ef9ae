import type { Dirent } from "node:fs";
import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { FoundModel, ModelFolder } from "../messages.ts";
import { codeOf } from "./code-of.ts";
import { readFailure } from "./read-failure.ts";

const deepest = 8;
const mostEntries = 50_000;

/**
 * Looks through all model folders.
 * @param folders - First the user's own, which is made when something is put there: where it is not, it is empty.
 */
export async function scanModelFolders(
  folders: readonly string[],
): Promise<ModelFolder[]> {
  const [own] = folders;
  return Promise.all(
    [...new Set(folders)].map(async (folder) =>
      folder === own && (await isAbsent(folder))
        ? { path: folder, models: [] }
        : scanModels(folder),
    ),
  );
}

/** Looks through a model folder and the folders in it: ONNX files, and folders in diffusers' layout. Reads names and sizes only. */
export async function scanModels(folder: string): Promise<ModelFolder> {
  const models: FoundModel[] = [];
  const seen = new Set<string>();
  const unread: string[] = [];
  let entries = 0;

  const visit = async (path: string, depth: number): Promise<void> => {
    const found = await readdir(path, { withFileTypes: true });
    entries += found.length;
    const index = found.find(({ name }) => name === "model_index.json");
    if (index !== undefined) {
      models.push({
        kind: "pipeline",
        name: nameIn(folder, path) || basename(folder),
        path,
        className: await classNameOf(join(path, index.name)),
      });
      return;
    }
    for (const entry of found.toSorted(inOrder)) {
      if (entry.name.startsWith(".") || entries > mostEntries) continue;
      await take(join(path, entry.name), entry, depth);
    }
  };

  const take = async (
    path: string,
    entry: Dirent,
    depth: number,
  ): Promise<void> => {
    const isFolder = entry.isDirectory() || entry.isSymbolicLink();
    if (!isFolder && !/\.onnx$/i.test(entry.name)) return;
    const about = await stat(path).catch(() => undefined);
    if (about?.isDirectory() === true) {
      // a link may lead back up
      const real = await realpath(path);
      if (depth >= deepest || seen.has(real)) return;
      seen.add(real);
      await visit(path, depth + 1).catch(() => void unread.push(path));
    } else if (about?.isFile() === true && /\.onnx$/i.test(entry.name))
      models.push({
        kind: "onnx",
        name: nameIn(folder, path),
        path,
        bytes: about.size,
      });
  };

  try {
    seen.add(await realpath(folder));
    await visit(folder, 0);
  } catch (error) {
    return {
      path: folder,
      models,
      problem: readFailure(folder, error).message,
    };
  }
  const problem =
    entries > mostEntries
      ? `${folder} holds more than ${mostEntries} files; only the models among the first of them are listed.`
      : unread.length > 0
        ? `${unread.join(", ")} could not be read and is left out.`
        : undefined;
  return { path: folder, models, ...(problem !== undefined && { problem }) };
}

function isAbsent(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: unknown) => codeOf(error) === "ENOENT",
  );
}

function nameIn(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, "/");
}

async function classNameOf(index: string): Promise<string> {
  try {
    const json: unknown = JSON.parse(await readFile(index, "utf8"));
    if (typeof json === "object" && json !== null && "_class_name" in json)
      return String(json._class_name);
  } catch {
    // whoever opens it says what is wrong with it
  }
  return "a pipeline of unknown class";
}

function inOrder(a: Dirent, b: Dirent): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}
