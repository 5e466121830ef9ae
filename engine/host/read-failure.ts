import { BadInput } from "../../core/bad-input.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file, not a folder",
};

/** Why something could not be read, in a sentence. */
export function readFailure(path: string, cause: unknown): Error {
  const code =
    cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = reasons[code];
  return reason === undefined
    ? new Error(`Could not read ${path}: ${String(cause)}`, { cause })
    : new BadInput(`Could not read ${path}: ${reason}.`, { cause });
}
