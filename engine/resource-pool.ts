/** Things that are costly to make (ONNX sessions), kept by key for all nodes of a process. */
export interface ResourcePool {
  /** The thing of that key, made where it is not there. A failure is not kept. */
  get<T>(
    key: string,
    make: () => Promise<T>,
    dispose?: (value: T) => Promise<void>,
  ): Promise<T>;
  /** Lets go of all but the `count` that were used last. To be called while nothing is in use. */
  trim(count: number): Promise<void>;
}

export function resourcePool(): ResourcePool {
  const kept = new Map<
    string,
    { value: Promise<unknown>; dispose: () => Promise<void> }
  >();
  return {
    get<T>(
      key: string,
      make: () => Promise<T>,
      dispose?: (value: T) => Promise<void>,
    ): Promise<T> {
      const found = kept.get(key);
      kept.delete(key);
      if (found !== undefined) {
        kept.set(key, found);
        // a key has one kind of thing: the caller's own
        return found.value as Promise<T>;
      }
      const value = make();
      const entry = {
        value,
        dispose: async () => dispose?.(await value),
      };
      kept.set(key, entry);
      value.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return value;
    },
    async trim(count) {
      const oldest = [...kept].slice(0, Math.max(0, kept.size - count));
      for (const [key, entry] of oldest) {
        kept.delete(key);
        // what cannot be let go of cleanly is still let go of
        await entry.dispose().catch(() => undefined);
      }
    },
  };
}
