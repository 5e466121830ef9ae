/** Things that are costly to make (ONNX sessions), kept by key for all nodes of a process. */
export interface ResourcePool {
  /** One that uses things; they are not let go of before it is done. */
  user(): ResourceUser;
  /** Lets go of what nobody uses, but not of the `count` that were used last. */
  trim(count: number): Promise<void>;
}

export interface ResourceUser {
  /** The thing of that key, made where it is not there. A failure is not kept. */
  get<T>(
    key: string,
    make: () => Promise<T>,
    dispose?: (value: T) => Promise<void>,
  ): Promise<T>;
  /** It needs nothing any more of what it got. */
  done(): void;
}

interface Kept {
  readonly value: Promise<unknown>;
  readonly users: Set<ResourceUser>;
  readonly dispose: () => Promise<void>;
}

export function resourcePool(): ResourcePool {
  // a Map keeps the order in which keys were set: the first is the least recently used
  const all = new Map<string, Kept>();

  const kept = <T>(
    key: string,
    make: () => Promise<T>,
    dispose: (value: T) => Promise<void>,
  ): Kept => {
    const found = all.get(key);
    all.delete(key);
    if (found !== undefined) {
      all.set(key, found);
      return found;
    }
    const value = make();
    const entry: Kept = {
      value,
      users: new Set(),
      dispose: async () => dispose(await value),
    };
    all.set(key, entry);
    value.catch(() => {
      if (all.get(key) === entry) all.delete(key);
    });
    return entry;
  };

  return {
    user() {
      const user: ResourceUser = {
        get<T>(
          key: string,
          make: () => Promise<T>,
          dispose: (value: T) => Promise<void> = async () => undefined,
        ): Promise<T> {
          const { value, users } = kept(key, make, dispose);
          users.add(user);
          // a key has one kind of thing: the caller's own
          return value as Promise<T>;
        },
        done() {
          for (const { users } of all.values()) users.delete(user);
        },
      };
      return user;
    },
    async trim(count) {
      const oldest = [...all].slice(0, Math.max(0, all.size - count));
      for (const [key, { users, dispose }] of oldest) {
        if (users.size > 0) continue;
        all.delete(key);
        // what cannot be let go of cleanly is still let go of
        await dispose().catch(() => undefined);
      }
    },
  };
}
