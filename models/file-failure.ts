import { BadInput } from "../core/bad-input.ts";

/** A sentence for a file that could not be opened or read. */
export function openFailure(
  path: string,
  wanted: string,
  cause: unknown,
): BadInput {
  const code =
    cause instanceof Error && "code" in cause ? String(cause.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new BadInput(`there is no file ${path}, wanted ${wanted}`, {
        cause,
      });
    case "EACCES":
    case "EPERM":
      return new BadInput(
        `${path} may not be read by this user (${code}), wanted ${wanted}`,
        { cause },
      );
    case "EISDIR":
      return new BadInput(`${path} is a folder, wanted ${wanted}`, { cause });
    default:
      return new BadInput(
        `${path} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
  }
}
