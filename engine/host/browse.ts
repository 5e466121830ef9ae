import { readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, parse, resolve } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import type { EngineApi, FolderListing } from "../messages.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { readFailure } from "./read-failure.ts";

/**
 * Folders for the file dialog.
 * @param modelFolders - Where models are looked for: places to jump to.
 */
export function browser(
  stepwrightFolder: string,
  modelFolders: () => Promise<readonly string[]>,
): Pick<EngineApi, "listFolder" | "makeFolder"> {
  const listFolder = async (
    path = stepwrightFolder,
  ): Promise<FolderListing> => {
    const folder = resolve(path);
    const found = await readdir(folder, { withFileTypes: true }).catch(
      (error: unknown) => {
        throw readFailure(folder, error);
      },
    );
    const entries = await Promise.all(
      found
        .filter(({ name }) => !name.startsWith("."))
        .map(({ name }) => entryOf(folder, name)),
    );
    const parent = dirname(folder);
    return {
      path: folder,
      ...(parent !== folder && { parent }),
      entries: entries.flat().toSorted(inOrder),
      places: [
        { name: "Stepwright", path: stepwrightFolder },
        ...namedPlaces(await modelFolders()),
        { name: "Home", path: homedir() },
        { name: parse(folder).root, path: parse(folder).root },
      ],
    };
  };
  return {
    listFolder,
    async makeFolder(path) {
      await ensureFolder(resolve(path)).catch((cause: unknown) => {
        throw new BadInput(
          `Could not make the folder ${path}: ${cause instanceof Error && "code" in cause && cause.code === "ENOTDIR" ? "a file of that name is there" : "it may not be written there"}.`,
          { cause },
        );
      });
      return listFolder(path);
    },
  };
}

/** Each by its folder's name, with the folder that it lies in where two have the same. */
function namedPlaces(paths: readonly string[]): FolderListing["places"] {
  const names = paths.map((path) => basename(path) || path);
  return paths.map((path, index) => {
    const name = names[index] ?? path;
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    return {
      name: isAlone ? name : join(basename(dirname(path)), name),
      path,
    };
  });
}

type Entry = FolderListing["entries"][number];

/** None where it is gone meanwhile, or a link that leads nowhere. */
async function entryOf(folder: string, name: string): Promise<Entry[]> {
  const path = join(folder, name);
  const about = await stat(path).catch(() => undefined);
  if (about === undefined) return [];
  return [
    {
      name,
      path,
      kind: about.isDirectory() ? "folder" : "file",
      bytes: about.size,
      modifiedMs: about.mtimeMs,
    },
  ];
}

function inOrder(a: Entry, b: Entry): number {
  if (a.kind !== b.kind) return a.kind === "folder" ? -1 : 1;
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}
