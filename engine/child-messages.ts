import { BadInput } from "../core/bad-input.ts";
import type { RunResult } from "./execute.ts";
import type { Graph } from "./graph.ts";
import type { NodeEvent } from "./messages.ts";
import type { PlannedNode } from "./plan-run.ts";
import type { TimedProgress } from "./progress-limiter.ts";

/** What the engine tells its runner. */
export type ToRunner =
  | {
      readonly kind: "run";
      readonly job: string;
      readonly nodes: readonly PlannedNode[];
      readonly graph: Graph;
      readonly outputFolder: string;
    }
  | { readonly kind: "cancel" | "pause" | "resume"; readonly job: string }
  | {
      readonly kind: "background-ended";
      readonly call: number;
      readonly answer: Answer;
    };

/** What the runner tells the engine. */
export type FromRunner =
  | { readonly kind: "event"; readonly event: NodeEvent }
  | {
      readonly kind: "ended";
      readonly job: string;
      readonly result: RunResult;
      readonly memoryBytes: number;
    }
  /** Wants a task run in a process of its own; answered by `background-ended`. */
  | ({ readonly kind: "background" } & BackgroundCall);

export interface BackgroundCall {
  readonly call: number;
  readonly job: string;
  readonly node: string;
  readonly task: string;
  readonly input: unknown;
}

/** What the engine tells an optimizer; it is told one task in its life. */
export type ToOptimizer =
  | { readonly kind: "task"; readonly task: string; readonly input: unknown }
  | { readonly kind: "cancel" | "pause" | "resume" };

/** What an optimizer tells the engine. */
export type FromOptimizer =
  | { readonly kind: "progress"; readonly progress: TimedProgress }
  | { readonly kind: "ended"; readonly answer: Answer };

/** A result or a failure, as plain data: a structured clone forgets the names of errors. */
export type Answer =
  | { readonly kind: "value"; readonly value: unknown }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly message: string;
    };

export function failure(error: unknown): Answer {
  return error instanceof Error
    ? { kind: "error", name: error.name, message: error.message }
    : { kind: "error", name: "Error", message: String(error) };
}

/**
 * The value of an answer.
 * @throws The error of a failure, a BadInput where it was one.
 */
export function valueOf(answer: Answer): unknown {
  switch (answer.kind) {
    case "value":
      return answer.value;
    case "error":
      throw answer.name === "BadInput"
        ? new BadInput(answer.message)
        : new Error(answer.message);
  }
}
