import type { EngineEvent } from "../engine/messages.ts";

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
        const left =
          event.remainingMs === undefined
            ? ""
            : `, ${seconds(event.remainingMs)} left`;
        say(
          `${nameOf(event.node)}: ${event.message ?? `${event.done} of ${event.total}`}${left}`,
        );
        break;
      }
      case "node-finished":
        if (event.elapsedMs >= everyMs)
          say(`${nameOf(event.node)}: done in ${seconds(event.elapsedMs)}`);
        for (const warning of event.warnings ?? [])
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

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
