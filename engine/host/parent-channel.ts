import type { Channel } from "../child.ts";

/**
 * The channel to the process that forked this one. The process ends when it closes, and leaves Ctrl+C, which the
 * terminal sends to all, to its parent.
 */
export function parentChannel(): Channel {
  process.on("disconnect", () => process.exit());
  for (const name of ["SIGINT", "SIGHUP"] as const)
    process.on(name, () => undefined);
  return {
    // the callback takes the error of a parent that is just going
    post: (message) =>
      void process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void process.on("message", listener),
  };
}
