/** A thing that one has at a time; the others wait in the order in which they came. */
export interface Turn {
  /**
   * Waits for the turn; the returned function gives it back.
   * @param givenUp - Once it resolves the wait is over without the turn, and there is nothing to give back.
   */
  take(givenUp: Promise<unknown>): Promise<() => void>;
}

export function oneAtATime(): Turn {
  const waiting: (() => void)[] = [];
  let taken = false;
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken = false;
    else next();
  };
  return {
    async take(givenUp) {
      if (!taken) {
        taken = true;
        return giveBack;
      }
      return new Promise((resolve) => {
        const begin = (): void => resolve(giveBack);
        waiting.push(begin);
        void givenUp.then(() => {
          const place = waiting.indexOf(begin);
          if (place < 0) return;
          waiting.splice(place, 1);
          resolve(() => undefined);
        });
      });
    },
  };
}
