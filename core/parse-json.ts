/**
 * JSON from the text of a file. A byte order mark before it, which editors on Windows write, is passed over.
 * @throws SyntaxError whose message is one short readable line, whatever the text holds.
 */
export function parseJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, "");
  if (depthOf(bare) > deepest)
    throw new SyntaxError(`it is nested more than ${deepest} deep`);
  try {
    return JSON.parse(bare);
  } catch (cause) {
    throw new SyntaxError(fault(bare, cause), { cause });
  }
}

/** What is deeper is no file of ours, and those who read it go down into it. */
const deepest = 100;

/** How many brackets are open at once at most; those within strings are none. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [mark] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]/gs)) {
    if (mark === "[" || mark === "{") most = Math.max(most, ++depth);
    else if (mark === "]" || mark === "}") depth--;
  }
  return most;
}

function fault(text: string, cause: unknown): string {
  if (text.trim() === "") return "it is empty";
  // a text file has no zero bytes, and U+FFFD stands for bytes that are no UTF-8
  if (/[\0\uFFFD]/.test(text)) return "it is not UTF-8 text";
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replaceAll(/[\s\p{Cc}]+/gu, " ");
}
