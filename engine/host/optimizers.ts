import { isDeepStrictEqual } from "node:util";
import { Cancelled } from "../cancel-source.ts";
import type { ChildHandle, SpawnChild } from "../child.ts";
import {
  type Answer,
  type BackgroundCall,
  type FromOptimizer,
  type ToOptimizer,
  failure,
} from "../child-messages.ts";
import type { TimedProgress } from "../progress-limiter.ts";
import type { BackgroundLane } from "./background-lane.ts";
import { afterDeath } from "./death-words.ts";

/** The background processes of one job: one for each task, ended with it. */
export interface Optimizers {
  /** Runs a task in a process of its own, once no other job has one at work. One that nobody asks for any more and that is the same goes on. */
  start(call: BackgroundCall, nodeName: string, asker: Asker): void;
  /** Nobody asks for the tasks any more: their runner is gone. They go on until they are asked for again. */
  letGo(): void;
  /** Asks all to stop. */
  cancel(): void;
  /** Lets all rest until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends all at once; those that were asked get an answer that says so. */
  kill(): void;
}

/** Who is told how a task goes on, and how it ended. */
export interface Asker {
  progress(progress: TimedProgress): void;
  answer(answer: Answer): void;
}

const waitWords = "waits for the optimization of another run";

interface TaskRun {
  readonly call: BackgroundCall;
  asker: Asker | undefined;
  child?: ChildHandle;
  answer?: Answer;
}

export function startOptimizers(
  spawn: SpawnChild,
  lane: BackgroundLane,
): Optimizers {
  const place = lane.join();
  const runs = new Set<TaskRun>();

  const end = (run: TaskRun, answer: Answer): void => {
    if (run.answer !== undefined) return;
    run.answer = answer;
    run.asker?.answer(answer);
  };
  const begin = (run: TaskRun, nodeName: string): void => {
    if (run.answer !== undefined) {
      place.leave();
      return;
    }
    const child = spawn("optimizer");
    run.child = child;
    child.onMessage((received) => {
      // the child program is the only one at the other end
      const message = received as FromOptimizer;
      switch (message.kind) {
        case "progress":
          if (run.answer === undefined) run.asker?.progress(message.progress);
          break;
        case "ended":
          end(run, message.answer);
          child.kill();
          break;
      }
    });
    child.onExit((why) => {
      delete run.child;
      end(run, {
        kind: "error",
        name: "Error",
        message: `The background process of ${nodeName} ended (${why}) before it was done${afterDeath(why)} It goes on from what it had kept.`,
      });
      place.leave();
    });
    const { task, input } = run.call;
    post(child, { kind: "task", task, input });
  };
  const tellAll = (message: ToOptimizer): void => {
    for (const { child } of runs) if (child) post(child, message);
  };
  /** Those that wait need not wait any more: they do not begin. */
  const giveUp = (): void => {
    for (const run of runs)
      if (run.child === undefined)
        end(run, failure(new Cancelled("The run was cancelled.")));
  };
  return {
    start(call, nodeName, asker) {
      const same = [...runs].find(
        (run) => run.asker === undefined && isSameTask(run.call, call),
      );
      if (same !== undefined) {
        same.asker = asker;
        if (same.answer) asker.answer(same.answer);
        return;
      }
      const run: TaskRun = { call, asker };
      runs.add(run);
      const entered = place.enter(() => begin(run, nodeName));
      if (entered === "waits")
        asker.progress({
          done: 0,
          total: 0,
          message: waitWords,
          waits: true,
        });
    },
    letGo() {
      for (const run of runs) run.asker = undefined;
    },
    cancel() {
      giveUp();
      tellAll({ kind: "cancel" });
    },
    pause() {
      place.rest();
      tellAll({ kind: "pause" });
    },
    resume() {
      place.goOn();
      tellAll({ kind: "resume" });
    },
    kill() {
      place.end();
      giveUp();
      for (const { child } of runs) child?.kill();
    },
  };
}

function post(child: ChildHandle, message: ToOptimizer): void {
  child.post(message);
}

function isSameTask(one: BackgroundCall, other: BackgroundCall): boolean {
  return (
    one.node === other.node &&
    one.task === other.task &&
    isDeepStrictEqual(one.input, other.input)
  );
}
