import { readFile, readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

export interface StaticFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/**
 * The files of a folder by the paths of their addresses. What is not in the list that the folder itself gave cannot be
 * read, whatever a request says.
 */
export function staticFiles(
  folder: string,
): (pathname: string) => Promise<StaticFile | undefined> {
  let paths: ReadonlyMap<string, string> | undefined;
  return async (pathname) => {
    // anew with each page: a build may have put other files there
    if (paths === undefined || pathname === "/") paths = await list(folder);
    const path = paths.get(pathname === "/" ? "/index.html" : pathname);
    if (path === undefined) return undefined;
    const bytes = await readFile(path).catch(() => undefined);
    return (
      bytes && {
        bytes,
        type: types[extname(path)] ?? "application/octet-stream",
      }
    );
  };
}

async function list(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return new Map(
    found
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = relative(folder, path).split(sep).join("/");
        return [`/${encodeURI(address)}`, path];
      }),
  );
}
