/** Jobs that wait and run one after the other; beside one that only waits for its background tasks the next runs. */
export interface JobQueue<Job extends { readonly id: string }> {
  /** @param first - Before all that wait. */
  add(job: Job, first?: boolean): void;
  /** Where the job was when it was taken out or told to stop; `ended` where it is not there (any more). */
  cancel(id: string): "queued" | "running" | "ended";
  /** False where it does not run. */
  pause(id: string): boolean;
  resume(id: string): boolean;
  /** Takes out all that wait and tells those that run to stop. */
  cancelAll(): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

interface Running {
  away: boolean;
  control?: JobControl;
}

/** What can be done with a job that runs. */
export interface JobControl {
  stop(): void;
  pause(): void;
  resume(): void;
}

/** What a job that runs tells of itself. */
export interface JobTeller {
  /** To be called at once, with what governs the job. */
  readonly onControl: (control: JobControl) => void;
  /** Whether the job now waits for background tasks, so that others may run beside it. */
  readonly onAway: (away: boolean) => void;
}

/**
 * @param work - Carries out a job. A failure of it ends only its job.
 * @param dropped - Told of each job that was cancelled before it ran.
 */
export function jobQueue<Job extends { readonly id: string }>(
  work: (job: Job, teller: JobTeller) => Promise<void>,
  dropped: (job: Job) => void,
): JobQueue<Job> {
  let waiting: readonly Job[] = [];
  const running = new Map<string, Running>();
  let idleListeners: (() => void)[] = [];

  const runNext = (): void => {
    if ([...running.values()].some(({ away }) => !away)) return;
    const [job, ...rest] = waiting;
    if (job !== undefined) {
      waiting = rest;
      void run(job);
    } else if (running.size === 0)
      for (const listener of idleListeners.splice(0)) listener();
  };
  const run = async (job: Job): Promise<void> => {
    const current: Running = { away: false };
    running.set(job.id, current);
    try {
      await work(job, {
        onControl(control) {
          current.control = control;
        },
        onAway(away) {
          current.away = away;
          runNext();
        },
      });
    } catch {
      // work tells its own failures; the queue goes on whatever happened
    } finally {
      running.delete(job.id);
      runNext();
    }
  };
  const cancel = (id: string): "queued" | "running" | "ended" => {
    const current = running.get(id);
    if (current !== undefined) {
      current.control?.stop();
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
      runNext();
    },
    cancel,
    pause(id) {
      running.get(id)?.control?.pause();
      return running.has(id);
    },
    resume(id) {
      running.get(id)?.control?.resume();
      return running.has(id);
    },
    cancelAll() {
      for (const { id } of waiting) cancel(id);
      for (const id of running.keys()) cancel(id);
    },
    idle: () =>
      new Promise((resolve) => {
        if (running.size === 0 && waiting.length === 0) resolve();
        else idleListeners = [...idleListeners, resolve];
      }),
  };
}
