import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type TimedProgress,
  progressLimiter,
  reportEveryMs,
} from "../../engine/progress-limiter.ts";

/** A clock that is moved by hand, with timers. */
function handClock() {
  let time = 0;
  let timers: { at: number; action: () => void }[] = [];
  return {
    now: () => time,
    after(ms: number, action: () => void) {
      const timer = { at: time + ms, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(ms: number) {
      const end = time + ms;
      for (;;) {
        const next = timers
          .filter(({ at }) => at <= end)
          .toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        time = next.at;
        next.action();
      }
      time = end;
    },
  };
}

test("whatever comes, reports are 50 ms apart and the newest is the last that is sent", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1 }),
      (pauses) => {
        const clock = handClock();
        const sent: { at: number; done: number }[] = [];
        const { report } = progressLimiter(clock, ({ done }) =>
          sent.push({ at: clock.now(), done }),
        );
        for (const [done, pause] of pauses.entries()) {
          clock.pass(pause);
          report({ done, total: pauses.length });
        }
        clock.pass(reportEveryMs);
        expect(sent[0]?.done).toBe(0);
        expect(sent.at(-1)?.done).toBe(pauses.length - 1);
        for (const [index, { at }] of sent.entries())
          if (index > 0)
            expect(at - (sent[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(
              reportEveryMs,
            );
      },
    ),
  );
});

test("a picture that waits is not lost to a newer report without one", () => {
  const clock = handClock();
  const sent: TimedProgress[] = [];
  const { report, flush } = progressLimiter(clock, (progress) =>
    sent.push(progress),
  );
  report({ done: 0, total: 3 });
  report({ done: 1, total: 3, views: [{ kind: "text", text: "picture" }] });
  report({ done: 2, total: 3 });
  flush();
  expect(sent).toEqual([
    { done: 0, total: 3 },
    { done: 2, total: 3, views: [{ kind: "text", text: "picture" }] },
  ]);
  clock.pass(1000);
  expect(sent).toHaveLength(2);
});

test("the time that is left is what the pace so far gives, and begins anew with new work", () => {
  const clock = handClock();
  const sent: TimedProgress[] = [];
  const { report } = progressLimiter(clock, (progress) => sent.push(progress));
  for (const done of [0, 1, 2, 3, 4, 5]) {
    report({ done, total: 10 });
    clock.pass(200);
  }
  expect(sent.map(({ remainingMs }) => remainingMs)).toEqual([
    undefined,
    undefined,
    1600,
    1400,
    1200,
    1000,
  ]);
  report({ done: 0, total: 4 });
  expect(sent.at(-1)).not.toHaveProperty("remainingMs");
});

test("time left is judged by the pace of the last seconds, and a rest does not count", () => {
  const clock = handClock();
  const sent: TimedProgress[] = [];
  const { report, restart } = progressLimiter(clock, (progress) =>
    sent.push(progress),
  );
  // what was found on the disk is there at once
  report({ done: 0, total: 10_000 });
  clock.pass(100);
  report({ done: 5_000, total: 10_000 });
  for (let second = 1; second <= 60; second++) {
    clock.pass(1000);
    report({ done: 5_000 + 10 * second, total: 10_000 });
  }
  // 4,400 at ten a second
  expect(sent.at(-1)?.remainingMs).toBeCloseTo(440_000);
  clock.pass(3_600_000);
  restart();
  report({ done: 5_600, total: 10_000 });
  expect(sent.at(-1)).not.toHaveProperty("remainingMs");
  clock.pass(1000);
  report({ done: 5_610, total: 10_000 });
  expect(sent.at(-1)?.remainingMs).toBeCloseTo(439_000);
});

test("what is found done again and again does not count as work, however the pace changes between", () => {
  const clock = handClock();
  const sent: TimedProgress[] = [];
  const { report } = progressLimiter(clock, (progress) => sent.push(progress));
  let done = 0;
  for (let second = 0; second <= 10; second++) {
    // a hundred are found, ten are worked for
    report({ done, total: 10_000, worked: 10 * second });
    clock.pass(1000);
    done += 110;
  }
  report({ done, total: 10_000, worked: 110 });
  // 8,790 at ten a second
  expect(sent.at(-1)?.remainingMs).toBeCloseTo(879_000);
});
