import type { ChildHandle, SpawnChild } from "../child.ts";
import type {
  Answer,
  BackgroundCall,
  FromOptimizer,
  ToOptimizer,
} from "../child-messages.ts";
import { afterDeath } from "./death-words.ts";
import type { TimedProgress } from "../progress-limiter.ts";

/** The background processes of one job: one for each task, ended with it. */
export interface Optimizers {
  /** Runs a task in a process of its own. */
  start(
    call: BackgroundCall,
    nodeName: string,
    progress: (progress: TimedProgress) => void,
    answer: (answer: Answer) => void,
  ): void;
  /** Asks all to stop. */
  cancel(): void;
  /** Lets all rest, those that are made while it lasts too, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends all at once; those that were asked get an answer that says so. */
  kill(): void;
}

export function startOptimizers(spawn: SpawnChild): Optimizers {
  const children = new Set<ChildHandle>();
  let paused = false;
  const tellAll = (message: ToOptimizer): void => {
    for (const child of children) child.post(message);
  };
  return {
    start({ task, input }, nodeName, progress, answer) {
      const child = spawn("optimizer");
      children.add(child);
      const post = (message: ToOptimizer): void => child.post(message);
      let answered = false;
      const end = (last: Answer): void => {
        if (answered) return;
        answered = true;
        answer(last);
      };
      child.onMessage((received) => {
        // the child program is the only one at the other end
        const message = received as FromOptimizer;
        switch (message.kind) {
          case "progress":
            if (!answered) progress(message.progress);
            break;
          case "ended":
            end(message.answer);
            child.kill();
            break;
        }
      });
      child.onExit((why) => {
        children.delete(child);
        end({
          kind: "error",
          name: "Error",
          message: `The background process of ${nodeName} ended (${why}) before it was done${afterDeath(why)} It goes on from what it had kept.`,
        });
      });
      if (paused) post({ kind: "pause" });
      post({ kind: "task", task, input });
    },
    cancel: () => tellAll({ kind: "cancel" }),
    pause() {
      paused = true;
      tellAll({ kind: "pause" });
    },
    resume() {
      paused = false;
      tellAll({ kind: "resume" });
    },
    kill() {
      for (const child of children) child.kill();
    },
  };
}
