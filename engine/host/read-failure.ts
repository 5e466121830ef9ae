import { BadInput } from "../../core/bad-input.ts";
import { codeOf } from "./code-of.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file, not a folder",
};

/** Why something could not be read, in words that the user can act on; `undefined` where it is none of their doing. */
export function readReason(cause: unknown): string | undefined {
  return reasons[codeOf(cause)];
}

/** Why something could not be read, in a sentence. */
export function readFailure(path: string, cause: unknown): Error {
  const reason = readReason(cause);
  return reason === undefined
    ? new Error(
        `Could not read ${path}: the system says ${codeOf(cause) || String(cause)}.`,
        { cause },
      )
    : new BadInput(`Could not read ${path}: ${reason}.`, { cause });
}
