import { expect, test } from "vitest";
import { openGate } from "../../engine/gate.ts";

test("a gate lets through at once while it is open, and all that wait when it opens again", async () => {
  const gate = openGate();
  expect(await gate.pass()).toBe("at once");
  gate.close();
  const passed: string[] = [];
  const both = Promise.all(
    ["first", "second"].map(async (name) => {
      const how = await gate.pass();
      passed.push(`${name} ${how}`);
    }),
  );
  await new Promise((resolve) => setTimeout(resolve));
  expect(passed).toEqual([]);
  gate.open();
  await both;
  expect(passed).toEqual(["first after a pause", "second after a pause"]);
});

test("a gate that closes again before those that wait went on keeps them", async () => {
  const gate = openGate();
  gate.close();
  let passed = false;
  const waiting = gate.pass().then(() => {
    passed = true;
  });
  gate.open();
  gate.close();
  await new Promise((resolve) => setTimeout(resolve));
  expect(passed).toBe(false);
  gate.open();
  await waiting;
  expect(passed).toBe(true);
});
