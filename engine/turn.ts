/** A thing that one has at a time; the others wait in the order in which they came. */
export interface Turn {
  /** Waits for the turn; the returned function gives it back. */
  take(): Promise<() => void>;
}

export function oneAtATime(): Turn {
  let last = Promise.resolve();
  return {
    async take() {
      const before = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return release;
    },
  };
}
