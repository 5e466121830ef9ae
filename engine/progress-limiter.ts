import type { Machine } from "./machine.ts";
import type { Progress } from "./node-definition.ts";

/** Progress with the time that is left, estimated from the pace so far. */
export interface TimedProgress extends Progress {
  readonly remainingMs?: number;
  /** It does nothing until another job's background task has ended. */
  readonly waits?: true;
}

/** Least time between two reports that are sent on. */
export const reportEveryMs = 50;

/** Pace is not judged before this much time has passed. */
const settleMs = 300;

/** Work that lies farther back says nothing of the pace now: it may have been found on the disk, or be of another kind. */
const windowMs = 20_000;

/** Least time between two points at which the pace is judged. */
const markEveryMs = 200;

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
  /** Judges the pace anew: time has passed in which nothing was to be done. */
  readonly restart: () => void;
} {
  let waiting: Progress | undefined;
  let stopTimer: (() => void) | undefined;
  let lastSent = -Infinity;
  let remaining = pace(machine);

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
    restart() {
      remaining = pace(machine);
    },
  };
}

/** Time left, from the mean pace of the last seconds; begins anew where a new piece of work does. */
function pace(
  machine: Pick<Machine, "now">,
): (progress: Progress) => number | undefined {
  let marks: { readonly worked: number; readonly at: number }[] = [];
  let last = { done: 0, total: NaN };
  return ({ done, total, worked = done }) => {
    const at = machine.now();
    if (total !== last.total || done < last.done) marks = [];
    last = { done, total };
    if (at - (marks.at(-1)?.at ?? -Infinity) >= markEveryMs)
      marks.push({ worked, at });
    // the last one before the window still says what the pace in it was
    while (at - (marks[1]?.at ?? at) > windowMs) marks.shift();
    const start = marks[0] ?? { worked, at };
    const elapsed = at - start.at;
    const finished = worked - start.worked;
    if (elapsed < settleMs || finished <= 0) return undefined;
    return Math.max(0, ((total - done) * elapsed) / finished);
  };
}
