/** Jobs that wait and run one after the other. */
export interface JobQueue<Job extends { readonly id: string }> {
  /** @param first - Before all that wait. */
  add(job: Job, first?: boolean): void;
  /** Where the job was when it was taken out or told to stop; `ended` where it is not there (any more). */
  cancel(id: string): "queued" | "running" | "ended";
  /** False where it does not run. */
  pause(id: string): boolean;
  resume(id: string): boolean;
  /** Takes out all that wait and tells the running one to stop. */
  cancelAll(): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

interface Running {
  readonly id: string;
  control?: JobControl;
}

/** What can be done with a job that runs. */
export interface JobControl {
  stop(): void;
  pause(): void;
  resume(): void;
}

/**
 * @param work - Carries out a job. A failure of it ends only its job; `onControl` is to be called at once with what governs it.
 * @param dropped - Told of each job that was cancelled before it ran.
 */
export function jobQueue<Job extends { readonly id: string }>(
  work: (job: Job, onControl: (control: JobControl) => void) => Promise<void>,
  dropped: (job: Job) => void,
): JobQueue<Job> {
  let waiting: readonly Job[] = [];
  let running: Running | undefined;
  let idleListeners: (() => void)[] = [];

  const runNext = async (): Promise<void> => {
    if (running !== undefined) return;
    const [job, ...rest] = waiting;
    if (job === undefined) {
      for (const listener of idleListeners.splice(0)) listener();
      return;
    }
    waiting = rest;
    const current: Running = { id: job.id };
    running = current;
    try {
      await work(job, (control) => {
        current.control = control;
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
      running.control?.stop();
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
    pause(id) {
      if (running?.id !== id) return false;
      running.control?.pause();
      return true;
    },
    resume(id) {
      if (running?.id !== id) return false;
      running.control?.resume();
      return true;
    },
    cancelAll() {
      for (const { id } of waiting) cancel(id);
      running?.control?.stop();
    },
    idle: () =>
      new Promise((resolve) => {
        if (running === undefined && waiting.length === 0) resolve();
        else idleListeners = [...idleListeners, resolve];
      }),
  };
}
