import { expect, test } from "vitest";
import { tasks } from "../../nodes/task-registry.ts";

test("every task is found under its own id", () => {
  expect([...tasks.keys()]).toContain("optimize");
  for (const [id, task] of tasks) expect(task.id).toBe(id);
});
