import { expect, test } from "vitest";
import { jobQueue } from "../../engine/job-queue.ts";

interface Job {
  readonly id: string;
}

function queueOfHand() {
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const queue = jobQueue<Job>(
    ({ id }, onControl) => {
      log.push(`start ${id}`);
      return new Promise((resolve, reject) => {
        ends.set(id, (error) => (error ? reject(error) : resolve()));
        onControl({
          stop() {
            log.push(`cancel ${id}`);
            resolve();
          },
          pause: () => void log.push(`pause ${id}`),
          resume: () => void log.push(`resume ${id}`),
        });
      });
    },
    ({ id }) => void log.push(`drop ${id}`),
  );
  const settle = (): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve));
  return { queue, log, ends, settle };
}

test("jobs run one after the other in their order, and a failure ends only its own", async () => {
  const { queue, log, ends, settle } = queueOfHand();
  for (const id of ["a", "b", "c"]) queue.add({ id });
  expect(log).toEqual(["start a"]);
  ends.get("a")?.(new Error("broke"));
  await settle();
  expect(log).toEqual(["start a", "start b"]);
  ends.get("b")?.();
  await settle();
  ends.get("c")?.();
  await queue.idle();
  expect(log).toEqual(["start a", "start b", "start c"]);
});

test("a job that goes first goes before all that wait, and not before what runs", async () => {
  const { queue, log, ends, settle } = queueOfHand();
  for (const id of ["a", "b"]) queue.add({ id });
  queue.add({ id: "now" }, true);
  ends.get("a")?.();
  await settle();
  expect(log).toEqual(["start a", "start now"]);
});

test("a job is cancelled by its id, waiting or running, and the others run", async () => {
  const { queue, log, settle } = queueOfHand();
  for (const id of ["a", "b", "c"]) queue.add({ id });
  expect(queue.cancel("b")).toBe("queued");
  expect(queue.cancel("a")).toBe("running");
  await settle();
  expect(queue.cancel("a")).toBe("ended");
  expect(queue.cancel("ghost")).toBe("ended");
  expect(log).toEqual(["start a", "drop b", "cancel a", "start c"]);
});

test("all can be cancelled at once, and then nothing is left", async () => {
  const { queue, log } = queueOfHand();
  for (const id of ["a", "b", "c"]) queue.add({ id });
  queue.cancelAll();
  await queue.idle();
  expect(log).toEqual(["start a", "drop b", "drop c", "cancel a"]);
});

test("only what runs is paused; it keeps its place, and can be cancelled as it rests", async () => {
  const { queue, log, settle } = queueOfHand();
  for (const id of ["a", "b"]) queue.add({ id });
  expect(queue.pause("b")).toBe(false);
  expect(queue.pause("a")).toBe(true);
  expect(queue.resume("a")).toBe(true);
  expect(queue.pause("a")).toBe(true);
  expect(queue.cancel("a")).toBe("running");
  await settle();
  expect(queue.resume("a")).toBe(false);
  expect(log).toEqual([
    "start a",
    "pause a",
    "resume a",
    "pause a",
    "cancel a",
    "start b",
  ]);
});
