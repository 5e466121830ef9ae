import type { ChildHandle, SpawnChild } from "../child.ts";

/** Makes children and knows those that are there. */
export interface TrackedChildren {
  readonly spawn: SpawnChild;
  /** Ends all that are there and resolves when they are gone. */
  endAll(): Promise<void>;
}

export function trackedChildren(spawn: SpawnChild): TrackedChildren {
  const children = new Map<ChildHandle, Promise<void>>();
  return {
    spawn(role) {
      const child = spawn(role);
      children.set(
        child,
        new Promise((resolve) =>
          child.onExit(() => {
            children.delete(child);
            resolve();
          }),
        ),
      );
      return child;
    },
    async endAll() {
      const gone = [...children.values()];
      for (const child of children.keys()) child.kill();
      await Promise.all(gone);
    },
  };
}
