import { InferenceSession } from "onnxruntime-node";
import { runChild } from "../../engine/child-program.ts";
import type { ChildHandle } from "../../engine/child.ts";
import { createEngine } from "../../engine/host/engine.ts";
import { nodeMachine } from "../../engine/host/machine.ts";
import type { RunningEngine } from "../../engine/running-engine.ts";
import { modelHashes } from "../../models/model-hash.ts";
import { classNames } from "../../models/class-names.ts";
import { descriptions, nodes } from "../../nodes/registry.ts";
import { tasks } from "../../nodes/task-registry.ts";

/** The time that this process has spent in `session.run`. */
export interface CallClock {
  /** Milliseconds since the last look. */
  take(): number;
}

/** Times every `session.run` of this process from now on. */
export function timeCalls(): CallClock {
  // it is a class, which its type does not say
  const { prototype } = InferenceSession as unknown as {
    prototype: Pick<InferenceSession, "run">;
  };
  const bare = Reflect.get(prototype, "run");
  let spentMs = 0;
  prototype.run = async function timed(
    this: InferenceSession,
    ...given: unknown[]
  ) {
    const started = performance.now();
    try {
      return await (Reflect.apply(bare, this, given) as ReturnType<
        InferenceSession["run"]
      >);
    } finally {
      spentMs += performance.now() - started;
    }
  };
  return {
    take() {
      const spent = spentMs;
      spentMs = 0;
      return spent;
    },
  };
}

/** An engine whose runner is this process, so that what the runner does can be timed from within. */
export function engineInThisProcess(folder: string): RunningEngine {
  return createEngine({
    version: "bench",
    nodes: descriptions,
    spawn: () => childInThisProcess(),
    homeFolder: `${folder}/home`,
    stateFolder: `${folder}/state`,
    hashes: modelHashes,
    classNames,
    templateFolder: `${folder}/templates`,
  });
}

function childInThisProcess(): ChildHandle {
  const here: ((message: unknown) => void)[] = [];
  const there: ((message: unknown) => void)[] = [];
  const gone: ((why: string) => void)[] = [];
  const deliver = (listeners: typeof here, message: unknown): void => {
    const copy: unknown = structuredClone(message);
    setImmediate(() => {
      for (const listener of listeners) listener(copy);
    });
  };
  runChild(
    {
      post: (message) => deliver(here, message),
      onMessage: (listener) => void there.push(listener),
    },
    "runner",
    { nodes, tasks },
    nodeMachine,
  );
  return {
    pid: undefined,
    post: (message) => deliver(there, message),
    onMessage: (listener) => void here.push(listener),
    kill() {
      for (const listener of gone.splice(0)) listener("it was ended");
    },
    onExit: (listener) => void gone.push(listener),
  };
}
