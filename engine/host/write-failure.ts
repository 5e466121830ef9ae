import { BadInput } from "../../core/bad-input.ts";
import { codeOf } from "./code-of.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it is larger than a file may be there",
  EACCES: "the folder cannot be written to",
  EPERM: "writing there is not allowed",
  EROFS: "the disk is read-only",
  ENOENT: "nothing can be made in that folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "there is a folder of that name",
  ENAMETOOLONG: "the name is too long",
  EEXIST: "a file is in the way",
};

/** Why something could not be written, in words that the user can act on; `undefined` where it is none of their doing. */
export function writeReason(cause: unknown): string | undefined {
  return reasons[codeOf(cause)];
}

/** Why a file could not be written, in a sentence. */
export function writeFailure(path: string, cause: unknown): Error {
  const reason = writeReason(cause);
  return reason === undefined
    ? new Error(
        `Could not write ${path}: the system says ${codeOf(cause) || String(cause)}.`,
        { cause },
      )
    : new BadInput(`Could not write ${path}: ${reason}.`, { cause });
}
