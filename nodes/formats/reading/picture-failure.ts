import { BadInput } from "../../../core/bad-input.ts";

const kinds = "a PNG, JPEG or WebP";

/** Why bytes are no whole picture, in a sentence that says what to do. */
export function pictureFailure(
  path: string,
  bytes: Uint8Array,
  cause: unknown,
): BadInput {
  return new BadInput(sentenceOf(path, bytes, cause), { cause });
}

function sentenceOf(path: string, bytes: Uint8Array, cause: unknown): string {
  if (bytes.length === 0)
    return `${path} is empty (0 bytes), wanted ${kinds} picture`;
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString("latin1")
    .trimStart()
    .toLowerCase();
  if (start.startsWith("version https://git-lfs"))
    return `${path} is a Git LFS pointer of ${bytes.length} bytes, not the picture itself: run "git lfs pull" in its repository`;
  if (start.startsWith("<!doctype") || start.startsWith("<html"))
    return `${path} is a web page, not a picture: the download saved a page instead of the file`;
  if (isPicture(bytes))
    return `${path} is damaged or cut off after ${bytes.length} bytes: copy or download it again (${firstLine(cause)})`;
  return `${path} is no picture of a kind that is read here, wanted ${kinds}`;
}

/** Whether bytes begin as those of a kind of picture that is read. */
function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  return (
    start.startsWith("\x89PNG") ||
    start.startsWith("\xFF\xD8\xFF") ||
    (start.startsWith("RIFF") && start.endsWith("WEBP"))
  );
}

function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split("\n")[0] ?? "";
}
