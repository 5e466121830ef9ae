import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FromOptimizer, valueOf } from "../../../engine/child-messages.ts";
import { openCheckpoint } from "../../../engine/host/checkpoint-folder.ts";
import { nodeMachine } from "../../../engine/host/machine.ts";
import { runOptimizer } from "../../../engine/optimizer.ts";
import type { ModelValue } from "../../../engine/values.ts";
import type {
  OptimizeInput,
  OptimizeOutput,
} from "../../../nodes/tasks/optimize.ts";
import { tasks } from "../../../nodes/task-registry.ts";
import { runNode } from "../run-node.ts";

/** The optimizer's own program, in this process, with checkpoints in a folder of its own. */
function optimizer() {
  const folder = mkdtempSync(join(tmpdir(), "stepwright-optimizer-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = new EventEmitter();
  const into = new EventEmitter();
  let progress = 0;
  out.on("progress", () => progress++);
  runOptimizer(
    {
      post(received) {
        const message = structuredClone(received) as FromOptimizer;
        out.emit(message.kind, message);
      },
      onMessage: (listener) => void into.on("message", listener),
    },
    { nodes: new Map(), tasks },
    {
      ...nodeMachine,
      openCheckpoint: (key) => openCheckpoint(folder, key, false),
    },
  );
  return {
    tell: (message: unknown) =>
      setImmediate(() => into.emit("message", message)),
    begun: once(out, "progress"),
    answer: once(out, "ended").then(
      ([message]) =>
        (message as Extract<FromOptimizer, { kind: "ended" }>).answer,
    ),
    progress: () => progress,
  };
}

async function ringInput(): Promise<OptimizeInput> {
  const { outputs } = await runNode("sampling/model", {});
  return {
    model: outputs["model"] as ModelValue,
    method: "exact",
    steps: [5],
    sigmaMin: 0.01,
    sigmaMax: 20,
    samples: 1024,
    levels: 33,
    seed: 4,
    weight: 3,
    ending: "sigma-min",
    effort: "quick",
  };
}

test("paused it comes to a halt, and resumed to the same bits as without a pause", async () => {
  const input = await ringInput();
  const task = { kind: "task", task: "optimize", input };
  const whole = optimizer();
  whole.tell(task);
  const wanted = valueOf(await whole.answer) as OptimizeOutput;

  const paused = optimizer();
  paused.tell(task);
  await paused.begun;
  paused.tell({ kind: "pause" });
  const halt = () => new Promise((resolve) => setTimeout(resolve, 200));
  await halt();
  const before = paused.progress();
  await halt();
  expect(paused.progress()).toBe(before);
  paused.tell({ kind: "resume" });
  expect(valueOf(await paused.answer)).toEqual(wanted);
});

test("cancelled while it is paused it ends at once", async () => {
  const { tell, begun, answer } = optimizer();
  tell({ kind: "task", task: "optimize", input: await ringInput() });
  await begun;
  tell({ kind: "pause" });
  tell({ kind: "cancel" });
  expect(await answer).toMatchObject({ kind: "error", name: "Cancelled" });
});
