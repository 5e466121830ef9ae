import { fileURLToPath } from "node:url";

/** The folder of the project, with a separator at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Says what is going on, on stderr, so that a command's own output stays clean.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`stepwright: ${sentence}\n`);
}

/** Ends the process with one sentence where Node is too old to run the rest. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `Node ${process.versions.node} is too old: Stepwright needs Node 20.19 or newer.`,
  );
  process.exit(1);
}
