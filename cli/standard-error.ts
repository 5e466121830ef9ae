/** Least time between two lines of progress where they stay: in a file, or through a pipe. */
const everyMs = 3000;

/** What standard error is here: a terminal, or not. */
export interface ErrorStream {
  readonly isTTY?: boolean;
  /** Of the terminal; 0 where it does not say. */
  readonly columns?: number;
  write(text: string): unknown;
}

export interface StandardError {
  /** Writes a line that stays. */
  readonly say: (message: string) => void;
  /** Says how far it is: on a terminal one line that is rewritten, else a line now and then, the first after a while. */
  readonly follow: (progress: string) => void;
  /** Takes the line of progress away. */
  readonly clear: () => void;
}

/** @param now - Milliseconds of a clock that never goes back. */
export function standardError(
  stream: ErrorStream,
  now: () => number,
): StandardError {
  const isTerminal = stream.isTTY === true;
  let last = now();
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write("\r\x1b[K");
    shown = false;
  };
  return {
    clear,
    say(message) {
      clear();
      stream.write(`${message}\n`);
    },
    follow(progress) {
      if (isTerminal) {
        // a line that wraps could not be rewritten
        const room = (stream.columns || 80) - 1;
        const line =
          progress.length > room ? `${progress.slice(0, room - 1)}…` : progress;
        stream.write(`\r\x1b[K${line}`);
        shown = true;
      } else if (now() - last >= everyMs) {
        last = now();
        stream.write(`${progress}\n`);
      }
    },
  };
}
