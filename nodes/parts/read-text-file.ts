import { readFile, stat } from "node:fs/promises";
import { BadInput } from "../../core/bad-input.ts";
import { openFailure } from "../../models/file-failure.ts";

/**
 * The text of a small file, in UTF-8, or in UTF-16 as Windows PowerShell writes it.
 * @param wanted - What should be in it, for messages: `a schedule`.
 * @param mostBytes - Larger files are refused unread.
 * @throws BadInput where it cannot be read or is too large.
 */
export async function readTextFile(
  path: string,
  wanted: string,
  mostBytes: number,
): Promise<string> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw new BadInput(
        `${path} must have at most ${mostBytes} bytes to be ${wanted}, got ${size}`,
      );
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    throw openFailure(path, wanted, cause);
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
