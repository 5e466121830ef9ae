/** A file's permanent id: its name without folder and extension. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, "");
}
