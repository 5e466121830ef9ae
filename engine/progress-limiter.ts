import type { Machine } from "./machine.ts";
import type { Progress } from "./node-definition.ts";

/** Progress with the time that is left, estimated from the pace so far. */
export interface TimedProgress extends Progress {
  readonly remainingMs?: number;
}

/** Least time between two reports that are sent on. */
export const reportEveryMs = 50;

/** Pace is not judged before this much time has passed. */
const settleMs = 300;

/**
 * Lets the newest report through every 50 ms; the first at once, the last always.
 * Views stay with the newest report that has some, so that none is lost to a later one without.
 */
export function progressLimiter(
  machine: Pick<Machine, "now" | "after">,
  send: (progress: TimedProgress) => void,
): {
  readonly report: (progress: Progress) => void;
  readonly flush: () => void;
} {
  let waiting: Progress | undefined;
  let stopTimer: (() => void) | undefined;
  let lastSent = -Infinity;
  const remaining = pace(machine);

  const flush = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    if (waiting === undefined) return;
    const remainingMs = remaining(waiting);
    lastSent = machine.now();
    send({ ...waiting, ...(remainingMs !== undefined && { remainingMs }) });
    waiting = undefined;
  };
  return {
    report(progress) {
      waiting = {
        ...(waiting?.views && { views: waiting.views }),
        ...progress,
      };
      const due = lastSent + reportEveryMs - machine.now();
      if (due <= 0) flush();
      else stopTimer ??= machine.after(due, flush);
    },
    flush,
  };
}

/** Time left, from the mean pace since the work began; begins anew where a new piece of work does. */
function pace(
  machine: Pick<Machine, "now">,
): (progress: Progress) => number | undefined {
  let start: { done: number; total: number; at: number } | undefined;
  let last = 0;
  return ({ done, total }) => {
    const at = machine.now();
    if (start === undefined || total !== start.total || done < last)
      start = { done, total, at };
    last = done;
    const elapsed = at - start.at;
    const finished = done - start.done;
    if (elapsed < settleMs || finished <= 0) return undefined;
    return Math.max(0, ((total - done) * elapsed) / finished);
  };
}
