import { expect, test } from "vitest";
import { jobQueue } from "../../engine/job-queue.ts";

interface Job {
  readonly id: string;
}

function queueOfHand() {
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const away = new Map<string, (away: boolean) => void>();
  const queue = jobQueue<Job>(
    ({ id }, { onControl, onAway }) => {
      log.push(`start ${id}`);
      return new Promise((resolve, reject) => {
        away.set(id, onAway);
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
  return { queue, log, ends, away, settle };
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

test("beside a job that is away the next one runs, and after it came back those that wait do not", async () => {
  const { queue, log, ends, away, settle } = queueOfHand();
  for (const id of ["a", "b", "c", "d"]) queue.add({ id });
  away.get("a")?.(true);
  expect(log).toEqual(["start a", "start b"]);
  away.get("a")?.(false);
  ends.get("b")?.();
  await settle();
  expect(log).toEqual(["start a", "start b"]);
  away.get("a")?.(true);
  expect(log.at(-1)).toBe("start c");
  ends.get("a")?.();
  await settle();
  expect(log.at(-1)).toBe("start c");
  queue.cancelAll();
  await queue.idle();
  expect(log.slice(3)).toEqual(["drop d", "cancel c"]);
});

test("jobs that run side by side are paused and cancelled each by its own", async () => {
  const { queue, log, away, settle } = queueOfHand();
  for (const id of ["a", "b"]) queue.add({ id });
  away.get("a")?.(true);
  expect(queue.pause("a")).toBe(true);
  expect(queue.pause("b")).toBe(true);
  expect(queue.cancel("b")).toBe("running");
  await settle();
  expect(queue.resume("b")).toBe(false);
  expect(queue.resume("a")).toBe(true);
  expect(log.slice(2)).toEqual(["pause a", "pause b", "cancel b", "resume a"]);
});
