import { Command as Program } from "commander";
import { command } from "../../../cli/commands/schedule.ts";

interface Answer {
  readonly sigmas: readonly number[];
  readonly steps: number;
  readonly ending: string;
}

/** Runs the command, and gives what it prints and says. */
export function run(...words: string[]) {
  const said: string[] = [];
  let printed: { answer: unknown; text: string | undefined } | undefined;
  const program = new Program("schedule")
    .option("--json")
    .configureOutput({ writeErr: (text) => void said.push(text) })
    .exitOverride();
  command.declare(program, {
    print: (answer, text) => void (printed = { answer, text }),
    say: (message) => void said.push(message),
    follow: () => {},
    signal: new AbortController().signal,
  });
  program.parse(words, { from: "user" });
  if (!printed) throw new Error("nothing was printed");
  return { answer: printed.answer as Answer, text: printed.text, said };
}

/** Limits for a family that takes any. */
export const limits = ["--sigma-min", "0.002", "--sigma-max", "80"];
