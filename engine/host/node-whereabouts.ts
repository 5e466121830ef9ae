import type { NodeEvent } from "../messages.ts";

/** Where the nodes of a job are that have begun: in the runner, or away with a background task. */
export interface NodeWhereabouts {
  /** Takes an event of the runner. */
  apply(event: NodeEvent): void;
  /** The node waits for a background task. */
  leave(node: string): void;
  comeBack(node: string): void;
  /** How many background tasks are waited for. */
  readonly away: number;
  /** Whether some are away and none is in the runner. */
  isOnlyAway(): boolean;
  /** The runner is gone: all begin anew. */
  forget(): void;
}

export function nodeWhereabouts(): NodeWhereabouts {
  const inRunner = new Set<string>();
  const tasks: string[] = [];
  return {
    apply({ kind, node }) {
      if (kind === "node-started") inRunner.add(node);
      else if (kind !== "node-progress") inRunner.delete(node);
    },
    leave(node) {
      tasks.push(node);
      inRunner.delete(node);
    },
    comeBack(node) {
      const place = tasks.indexOf(node);
      if (place < 0) return;
      tasks.splice(place, 1);
      inRunner.add(node);
    },
    get away() {
      return tasks.length;
    },
    isOnlyAway: () => tasks.length > 0 && inRunner.size === 0,
    forget() {
      inRunner.clear();
      tasks.splice(0);
    },
  };
}
