/** Where a computation waits while it is paused. */
export interface Gate {
  close(): void;
  open(): void;
  readonly closed: boolean;
  /** Waits while it is closed; tells whether that took any time. */
  pass(): Promise<"at once" | "after a pause">;
}

/** A gate that is open. */
export function openGate(): Gate {
  let waiting: (() => void)[] | undefined;
  return {
    close() {
      waiting ??= [];
    },
    get closed() {
      return waiting !== undefined;
    },
    open() {
      const released = waiting ?? [];
      waiting = undefined;
      for (const release of released) release();
    },
    async pass() {
      if (waiting === undefined) return "at once";
      // closed again before it went on, it goes on waiting
      while (waiting !== undefined)
        await new Promise<void>((resolve) => waiting?.push(resolve));
      return "after a pause";
    },
  };
}
