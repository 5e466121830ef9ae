import type { Run } from "./execute.ts";
import type { Turn } from "./turn.ts";

/** A node's place among those that compute: it has the turn, but while it rests or waits for others. */
export interface Place {
  /** Waits while the run is paused, and lets others compute meanwhile. */
  rest(): Promise<"at once" | "after a pause">;
  /** Lets others compute while something else is awaited. */
  without<T>(wait: () => Promise<T>): Promise<T>;
  leave(): void;
}

/** Waits for the turn; a run that is cancelled waits no longer. */
export async function placeOf(
  { gate, cancelled }: Pick<Run, "gate" | "cancelled">,
  turn: Turn,
): Promise<Place> {
  let leave = await turn.take(cancelled);
  const without = async <T>(wait: () => Promise<T>): Promise<T> => {
    leave();
    try {
      return await wait();
    } finally {
      leave = await turn.take(cancelled);
    }
  };
  return {
    async rest() {
      if (!gate.closed) return "at once";
      // paused anew while it waited for its turn, it rests on
      while (gate.closed) await without(() => gate.pass());
      return "after a pause";
    },
    without,
    leave: () => leave(),
  };
}
