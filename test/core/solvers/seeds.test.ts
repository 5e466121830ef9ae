import { expect, test } from "vitest";
import { completed, record } from "./replay.ts";

test.each([
  [2 / 3, 1 / 3],
  [0.5, 0.5],
])("SEEDS-3 with r_1 %d and r_2 %d is refused", async (r_1, r_2) => {
  await expect(
    record({ ...completed("seeds_3", { r_1, r_2 }), sigmas: [10, 1, 0] }),
  ).rejects.toThrow(
    `SEEDS-3's first middle (r_1) must be below its second middle (r_2), got ${r_1} and ${r_2}`,
  );
});

test.each([
  ["seeds_2", 2],
  ["exp_heun_2_x0_sde", 2],
  ["seeds_3", 3],
])("%s draws noise for each part of a step in turn", async (name, parts) => {
  const { draws } = await record({
    ...completed(name, {}),
    sigmas: [10, 1, 0.1, 0],
  });
  expect(draws.length).toBe(2 * parts);
  draws.forEach((draw, k) => {
    expect(draw.from).toBe(
      k % parts === 0 ? 10 ** (1 - draw.step) : draws[k - 1]?.to,
    );
    expect(draw.to).toBeLessThanOrEqual(draw.from);
  });
});
