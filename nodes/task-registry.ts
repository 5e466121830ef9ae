import type { Task } from "../engine/node-definition.ts";

type AnyTask = Task<unknown, unknown>;

const files = import.meta.glob<Readonly<Record<string, AnyTask>>>(
  "./tasks/*.ts",
  { eager: true },
);

/** Every background task by its id, the name of its file in tasks/, which exports it and nothing else. */
export const tasks: ReadonlyMap<string, AnyTask> = new Map(
  Object.entries(files).map(([path, exported]) => {
    const id = path.slice("./tasks/".length, -".ts".length);
    const [task, ...more] = Object.values(exported);
    if (task?.id !== id || more.length > 0)
      throw new Error(
        `nodes/tasks/${id}.ts must export one Task with the id ${id}, got ${Object.keys(exported).join(", ") || "nothing"}`,
      );
    return [id, task] as const;
  }),
);
