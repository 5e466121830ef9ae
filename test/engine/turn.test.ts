import { expect, test } from "vitest";
import { oneAtATime } from "../../engine/turn.ts";

const never = new Promise<void>(() => undefined);
const settle = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve));

test("turns are had one at a time, in the order in which they were asked for", async () => {
  const turn = oneAtATime();
  const log: string[] = [];
  const take = async (name: string) => {
    const giveBack = await turn.take(never);
    log.push(name);
    return giveBack;
  };
  const first = await take("a");
  const second = take("b");
  const third = take("c");
  await settle();
  expect(log).toEqual(["a"]);
  first();
  (await second)();
  await third;
  expect(log).toEqual(["a", "b", "c"]);
});

test("one that gives up waits no longer, and the turn goes to the next", async () => {
  const turn = oneAtATime();
  const first = await turn.take(never);
  let giveUp = (): void => undefined;
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const second = turn.take(givenUp);
  const third = turn.take(never);
  giveUp();
  // it has nothing to give back: the turn is still the first one's
  (await second)();
  let begun = false;
  void third.then(() => {
    begun = true;
  });
  await settle();
  expect(begun).toBe(false);
  first();
  await third;
});
