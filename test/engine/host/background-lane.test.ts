import { expect, test } from "vitest";
import { backgroundLane } from "../../../engine/host/background-lane.ts";

function laneOfHand() {
  const lane = backgroundLane();
  const log: string[] = [];
  const join = (name: string) => {
    const member = lane.join();
    return {
      ...member,
      enter: (task: string) =>
        member.enter(() => void log.push(`${name} ${task}`)),
    };
  };
  return { log, join };
}

test("tasks of one job run together, and those of another wait until all of them have ended", () => {
  const { log, join } = laneOfHand();
  const [a, b] = [join("a"), join("b")];
  expect(a.enter("1")).toBe("at once");
  expect(b.enter("1")).toBe("waits");
  expect(a.enter("2")).toBe("at once");
  a.leave();
  expect(log).toEqual(["a 1", "a 2"]);
  a.leave();
  expect(log).toEqual(["a 1", "a 2", "b 1"]);
});

test("a job whose tasks rest does not keep others waiting, and goes on beside them", () => {
  const { log, join } = laneOfHand();
  const [a, b, c] = [join("a"), join("b"), join("c")];
  a.enter("1");
  b.enter("1");
  c.enter("1");
  a.rest();
  expect(log).toEqual(["a 1", "b 1"]);
  a.goOn();
  b.leave();
  expect(log).toEqual(["a 1", "b 1"]);
  a.leave();
  expect(log).toEqual(["a 1", "b 1", "c 1"]);
});

test("what a job that rests asks for begins when it goes on", () => {
  const { log, join } = laneOfHand();
  const a = join("a");
  a.rest();
  expect(a.enter("1")).toBe("waits");
  a.goOn();
  expect(log).toEqual(["a 1"]);
});

test("the tasks of a job that ends are not waited for, and those of it that waited do not begin", () => {
  const { log, join } = laneOfHand();
  const [a, b, c] = [join("a"), join("b"), join("c")];
  a.enter("1");
  b.enter("1");
  c.enter("1");
  b.end();
  a.end();
  expect(log).toEqual(["a 1", "c 1"]);
});
