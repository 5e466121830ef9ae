import type { Problem } from "../../engine/check-graph.ts";
import type { NodeStatus } from "./editor.ts";

/** What runs and checks said of each node. It belongs to no history: undoing leaves it as it is. */
export interface StatusBoard {
  status(node: string): NodeStatus | undefined;
  /** What keeps the node from running, and what is to be minded of its result. */
  problems(node: string): readonly Problem[];
  /** Whether what the node shows was made before it was asked for again. */
  isAged(node: string): boolean;
  set(node: string, status: NodeStatus | undefined): void;
  setProblems(problems: readonly Problem[]): void;
  clear(): void;
}

export function createStatusBoard(): StatusBoard {
  const statuses = new Map<string, NodeStatus>();
  const aged = new Set<string>();
  let problems = new Map<string, Problem[]>();
  return {
    status: (node) => statuses.get(node),
    problems: (node) => [
      ...(problems.get(node) ?? []),
      ...(statuses.get(node)?.warnings ?? []).map((message) => ({
        node,
        message,
      })),
    ],
    isAged: (node) => aged.has(node),
    set(node, status) {
      if (isAged(status, aged.has(node) ? statuses.get(node) : undefined))
        aged.add(node);
      else aged.delete(node);
      if (status === undefined) statuses.delete(node);
      else statuses.set(node, status);
    },
    setProblems(next) {
      problems = new Map();
      for (const problem of next) {
        if (problem.node === undefined) continue;
        const list = problems.get(problem.node) ?? [];
        problems.set(problem.node, [...list, problem]);
      }
    },
    clear() {
      statuses.clear();
      aged.clear();
    },
  };
}

/**
 * A node that waits shows what an earlier run made; one that has begun shows it until it has something new.
 * @param before - What it showed last, where that was aged.
 */
function isAged(
  status: NodeStatus | undefined,
  before: NodeStatus | undefined,
): boolean {
  if (status === undefined || status.views.length === 0) return false;
  if (status.state === "running" || status.state === "paused")
    return status.views === before?.views;
  return status.state === "waiting";
}
