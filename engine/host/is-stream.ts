import { stat } from "node:fs/promises";

/** Whether a path is that of a device or a pipe, which is written into and never replaced. */
export async function isStream(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}
