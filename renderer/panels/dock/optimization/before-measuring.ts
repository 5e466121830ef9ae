import type { NodeStatus } from "../../../editor/editor.ts";
import { isBusy } from "../../../run/busy-nodes.ts";
import { isWaitingOrRunning } from "../../../run/job-progress.ts";
import type { RunState } from "../../../run/run-state.ts";

/** What is to be said of an optimization that shows nothing yet. */
export type BeforeMeasuring =
  /** Its node is at work. */
  | "starts"
  /** Its node is at work, but its job rests. */
  | "paused"
  /** Its job waits, or is at other nodes. */
  | "waits"
  /** Nothing is known while the engine is away. */
  | "not known"
  | "nothing asked for";

export function beforeMeasuring(
  {
    run,
    connection,
  }: {
    readonly run: Pick<RunState, "jobs">;
    readonly connection: { readonly kind: string };
  },
  document: string,
  node: string,
  status: NodeStatus | undefined,
): BeforeMeasuring {
  if (connection.kind !== "connected") return "not known";
  if (status && isBusy(status))
    return status.state === "paused" ? "paused" : "starts";
  const isToCome = run.jobs.some(
    (job) =>
      job.summary.document === document &&
      isWaitingOrRunning(job) &&
      job.nodes.includes(node) &&
      // it may have failed while the job goes on with others
      job.progress[node] !== 1,
  );
  return isToCome ? "waits" : "nothing asked for";
}
