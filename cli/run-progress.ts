import { formatDuration, formatRemaining } from "../engine/format-duration.ts";
import type { EngineEvent } from "../engine/messages.ts";
import type { TimedProgress } from "../engine/progress-limiter.ts";

/** A node's progress is said at most this often. */
const everyMs = 1000;

/** Says in lines what a run does. Failures are left to whoever ends the run. */
export function runProgress(
  nameOf: (node: string) => string,
  say: (message: string) => void,
): (event: EngineEvent) => void {
  const said = new Map<string, number>();
  return (event) => {
    switch (event.kind) {
      case "node-started":
        said.set(event.node, performance.now());
        break;
      case "node-progress": {
        const now = performance.now();
        if (now - (said.get(event.node) ?? 0) < everyMs) break;
        said.set(event.node, now);
        say(`${nameOf(event.node)}: ${progressWords(event)}`);
        break;
      }
      case "node-warned":
        for (const warning of event.warnings.slice(-1))
          say(`${nameOf(event.node)}: ${warning}`);
        break;
      case "node-finished":
        if (event.elapsedMs >= everyMs)
          say(
            `${nameOf(event.node)}: done in ${formatDuration(event.elapsedMs)}`,
          );
        // what was found out in this run was said then
        for (const warning of event.cached ? (event.warnings ?? []) : [])
          say(`${nameOf(event.node)}: ${warning}`);
        break;
      case "job-queued":
      case "job-started":
      case "job-paused":
      case "job-resumed":
      case "node-failed":
      // follows from a failure
      case "node-skipped":
      case "job-ended":
      case "jobs-cleared":
      case "memory":
      case "settings":
        break;
    }
  };
}

/** `64 of 512 samples, 41 s left` */
export function progressWords({
  done,
  total,
  message = `${done} of ${total}`,
  remainingMs = 0,
}: TimedProgress): string {
  const left = formatRemaining(remainingMs);
  return left === undefined ? message : `${message}, ${left}`;
}
