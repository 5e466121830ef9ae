import { expect, test } from "vitest";
import { resourcePool } from "../../engine/resource-pool.ts";

test("a thing is made once for all who ask, also while it is being made", async () => {
  const pool = resourcePool();
  let made = 0;
  const make = async () => {
    made += 1;
    await Promise.resolve();
    return { made };
  };
  const [a, b] = await Promise.all([pool.get("k", make), pool.get("k", make)]);
  expect(a).toBe(b);
  expect(await pool.get("k", make)).toBe(a);
  expect(made).toBe(1);
});

test("a failure is not kept", async () => {
  const pool = resourcePool();
  await expect(
    pool.get("k", () => Promise.reject(new Error("no file"))),
  ).rejects.toThrow("no file");
  expect(await pool.get("k", () => Promise.resolve("there"))).toBe("there");
});

test("trimming disposes of what was used longest ago, and a dispose that fails stops nothing", async () => {
  const pool = resourcePool();
  const gone: string[] = [];
  for (const name of ["a", "b", "c", "d"])
    await pool.get(
      name,
      () => Promise.resolve(name),
      (value) => {
        gone.push(value);
        return name === "b"
          ? Promise.reject(new Error("stuck"))
          : Promise.resolve();
      },
    );
  await pool.get("a", () => Promise.resolve("anew"));
  await pool.trim(2);
  expect(gone).toEqual(["b", "c"]);
  expect(await pool.get("b", () => Promise.resolve("anew"))).toBe("anew");
});
