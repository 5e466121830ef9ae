/** What a long computation looks at between two steps. An `AbortSignal` is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Throws the reason once aborted. */
  throwIfAborted(): void;
}
