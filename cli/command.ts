import type { Command as Program } from "commander";

/**
 * A command of the command line. One file each in cli/commands/, exported as `command`; the file's name is the
 * command's name. It is loaded only when it is called.
 *
 * Adds its arguments, options and action to `program` (commander). Every command has `--json` already.
 * A failure is thrown: `BadInput` gives its sentence and exit code 2, anything else its message and exit code 1.
 */
export interface Command {
  /** One line for the help. */
  readonly description: string;
  declare(program: Program, terminal: Terminal): void;
}

/** What a command writes to, and how it is told to stop. */
export interface Terminal {
  /**
   * Prints the answer to stdout, once. With `--json` it is one line of JSON. Without, it is `text` where that is
   * given, else the same JSON spread over lines for reading.
   */
  readonly print: (answer: unknown, text?: string) => void;
  /** Writes a line to stderr: notices. */
  readonly say: (message: string) => void;
  /** Says on stderr how far it is: on a terminal one line that is rewritten, else a line every few seconds. */
  readonly follow: (progress: string) => void;
  /** Aborted by Ctrl+C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
}
