import type { PathRequest } from "../../../engine/desktop-bridge.ts";
import type { FolderListing } from "../../../engine/messages.ts";

/** Whether the dialog lists an entry: folders always, files with one of the wanted endings. */
export function isWanted(
  entry: FolderListing["entries"][number],
  { mode, extensions }: PathRequest,
): boolean {
  if (entry.name.startsWith(".")) return false;
  if (entry.kind === "folder") return true;
  if (mode === "folder") return false;
  return extensions.length === 0 || hasExtension(entry.name, extensions);
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return extensions.some((extension) => lower.endsWith(`.${extension}`));
}

/** Absolute on any system: `/a`, `C:\a`, `\\host\share`. */
export function isAbsolute(path: string): boolean {
  return /^(\/|\\\\|[A-Za-z]:[\\/])/.test(path);
}

/** A name in a folder, with the slashes that the folder's path has; an absolute path stays as it is. */
export function joinPath(folder: string, name: string): string {
  if (isAbsolute(name)) return name;
  const slash = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(slash) ? folder + name : folder + slash + name;
}

/** The folder that a path lies in; undefined where it names none. */
export function folderOfPath(path: string): string | undefined {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  if (end < 0) return undefined;
  return path.slice(0, end) || path.slice(0, 1);
}

/** The name to save under: with the wanted ending, once, also where it was typed before the one that stood there. */
export function withExtension(
  name: string,
  extensions: readonly string[],
): string {
  const [first] = extensions;
  if (first === undefined) return name;
  if (!hasExtension(name, extensions)) return `${name}.${first}`;
  const stem = stemOf(name, extensions);
  return hasExtension(stem, extensions) ? stem : name;
}

/** A name without its ending, where that is one of the wanted ones. */
export function stemOf(name: string, extensions: readonly string[]): string {
  return hasExtension(name, extensions)
    ? name.slice(0, name.lastIndexOf("."))
    : name;
}
