/** Jobs that wait and run one after the other. */
export interface JobQueue<Job extends { readonly id: string }> {
  /** @param first - Before all that wait. */
  add(job: Job, first?: boolean): void;
  /** Where the job was when it was taken out or told to stop; `ended` where it is not there (any more). */
  cancel(id: string): "queued" | "running" | "ended";
  /** Takes out all that wait and tells the running one to stop. */
  cancelAll(): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/**
 * @param work - Carries out a job. A failure of it ends only its job; `onCancel` is to be called at once with what stops it.
 * @param dropped - Told of each job that was cancelled before it ran.
 */
export function jobQueue<Job extends { readonly id: string }>(
  work: (job: Job, onCancel: (stop: () => void) => void) => Promise<void>,
  dropped: (job: Job) => void,
): JobQueue<Job> {
  let waiting: readonly Job[] = [];
  let running: { id: string; stop: () => void } | undefined;
  let idleListeners: (() => void)[] = [];

  const runNext = async (): Promise<void> => {
    if (running !== undefined) return;
    const [job, ...rest] = waiting;
    if (job === undefined) {
      for (const listener of idleListeners.splice(0)) listener();
      return;
    }
    waiting = rest;
    const current = { id: job.id, stop: (): void => undefined };
    running = current;
    try {
      await work(job, (stop) => {
        current.stop = stop;
      });
    } catch {
      // work tells its own failures; the queue goes on whatever happened
    } finally {
      running = undefined;
      void runNext();
    }
  };
  const cancel = (id: string): "queued" | "running" | "ended" => {
    if (running?.id === id) {
      running.stop();
      return "running";
    }
    const job = waiting.find((other) => other.id === id);
    if (job === undefined) return "ended";
    waiting = waiting.filter((other) => other !== job);
    dropped(job);
    return "queued";
  };
  return {
    add(job, first = false) {
      waiting = first ? [job, ...waiting] : [...waiting, job];
      void runNext();
    },
    cancel,
    cancelAll() {
      for (const { id } of waiting) cancel(id);
      running?.stop();
    },
    idle: () =>
      new Promise((resolve) => {
        if (running === undefined && waiting.length === 0) resolve();
        else idleListeners = [...idleListeners, resolve];
      }),
  };
}
