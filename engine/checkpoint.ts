import type { ShardStore } from "../core/klub/shards.ts";

/** What a long computation has come to so far, kept on the disk: it goes on from there after any interruption. */
export interface Checkpoint {
  readonly shards: ShardStore;
  /** What `finish` was given when the same computation was done before; `undefined` where it was not. */
  readonly finished: unknown;
  /** Keeps the result in place of the shards. */
  finish(value: unknown): Promise<void>;
  /** Lets go of its files; what was kept stays. */
  close(): Promise<void>;
  /** Why the last thing could not be kept, in a sentence: the computation itself goes on. */
  readonly notice: () => string | undefined;
}
