import type { CancelSignal } from "../core/cancel.ts";

/** What a cancelled computation ends with. */
export class Cancelled extends Error {
  override name = "Cancelled";
}

/** A signal and what sets it off: an AbortController where there is none. */
export interface CancelSource {
  readonly signal: CancelSignal;
  /** Resolves when it is cancelled. */
  readonly cancelled: Promise<void>;
  cancel(): void;
}

export function cancelSource(): CancelSource {
  let aborted = false;
  let tell = (): void => undefined;
  const cancelled = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      throwIfAborted() {
        if (aborted) throw new Cancelled("The run was cancelled.");
      },
    },
    cancelled,
    cancel() {
      aborted = true;
      tell();
    },
  };
}
