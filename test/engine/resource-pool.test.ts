import { expect, test } from "vitest";
import { resourcePool } from "../../engine/resource-pool.ts";

test("a thing is made once for all who ask, also while it is being made", async () => {
  const user = resourcePool().user();
  let made = 0;
  const make = async () => {
    made += 1;
    await Promise.resolve();
    return { made };
  };
  const [a, b] = await Promise.all([user.get("k", make), user.get("k", make)]);
  expect(a).toBe(b);
  expect(await user.get("k", make)).toBe(a);
  expect(made).toBe(1);
});

test("a failure is not kept", async () => {
  const user = resourcePool().user();
  await expect(
    user.get("k", () => Promise.reject(new Error("no file"))),
  ).rejects.toThrow("no file");
  expect(await user.get("k", () => Promise.resolve("there"))).toBe("there");
});

function namedThings() {
  const pool = resourcePool();
  const gone: string[] = [];
  const user = pool.user();
  const getAll = async (names: readonly string[]) => {
    for (const name of names)
      await user.get(
        name,
        () => Promise.resolve(name),
        (value) => {
          gone.push(value);
          return name === "b"
            ? Promise.reject(new Error("stuck"))
            : Promise.resolve();
        },
      );
  };
  return { pool, gone, user, getAll };
}

test("trimming disposes of what was used longest ago, and a dispose that fails stops nothing", async () => {
  const { pool, gone, user, getAll } = namedThings();
  await getAll(["a", "b", "c", "d", "a"]);
  user.done();
  await pool.trim(2);
  expect(gone).toEqual(["b", "c"]);
  expect(await user.get("b", () => Promise.resolve("anew"))).toBe("anew");
});

test("what somebody uses is not let go of before all who use it are done", async () => {
  const { pool, gone, user, getAll } = namedThings();
  await getAll(["a", "c"]);
  const other = pool.user();
  await other.get("a", () => Promise.resolve("a"));
  user.done();
  await pool.trim(0);
  expect(gone).toEqual(["c"]);
  other.done();
  await pool.trim(0);
  expect(gone).toEqual(["c", "a"]);
});
