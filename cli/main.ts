import { Command as Program, CommanderError } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { readableJson } from "../engine/readable-json.ts";
import type { Command, Terminal } from "./command.ts";
import { isOwnProcess, obeyParent, runInOwnProcess } from "./own-process.ts";
import { standardError } from "./standard-error.ts";
import { usageSentence } from "./usage-sentence.ts";

const loaders = import.meta.glob<{ command: Command }>("./commands/*.ts");
const commandNames = new Map(
  Object.entries(loaders).map(([path, load]) => [
    path.slice("./commands/".length, -".ts".length),
    load,
  ]),
);

/** Those that compute in the process that they run in. */
const computing: readonly (string | undefined)[] = [
  "klub",
  "optimize",
  "sample",
];

const errors = standardError(process.stderr, () => performance.now());

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const stop = new AbortController();
  // who read us has gone, and what is done would be for nobody; a server has others
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", () => {
      if (commandOf(words) !== "serve")
        stop.abort(new Error("Nobody reads what is written any more."));
    });
  const isOwn = isOwnProcess();
  if (isOwn) obeyParent((why) => stop.abort(new Error(why)));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      // Ctrl+C goes to every process of a terminal; who made this one passes it on
      if (isOwn) return;
      // a second signal ends a command that does not listen
      if (stop.signal.aborted) process.exit(1);
      stop.abort(new Error(`Stopped by ${name}.`));
    });
  try {
    if (!isOwn && computing.includes(commandOf(words)))
      return await runInOwnProcess(words, stop.signal);
    const program = await declare(words, stop.signal);
    await program.parseAsync([...words], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    errors.say(error instanceof Error ? error.message : String(error));
    return error instanceof BadInput ? 2 : 1;
  }
}

/** The commands that `words` can mean: the one that they name, or all of them for the help. */
async function declare(
  words: readonly string[],
  signal: AbortSignal,
): Promise<Program> {
  const program = new Program("stepwright")
    .description(
      "A node editor for diffusion sampling that optimizes its own schedules",
    )
    .configureOutput({
      writeErr: (text) => errors.say(text.trimEnd()),
      outputError: (text, write) => write(usageSentence(text)),
    })
    .exitOverride();
  const asked = commandOf(words);
  const names =
    asked !== undefined && commandNames.has(asked)
      ? [asked]
      : [...commandNames.keys()].toSorted();
  for (const name of names) {
    const { command } = (await commandNames.get(name)?.()) ?? {};
    if (command === undefined) continue;
    const declared = program
      .command(name)
      .description(command.description)
      .option("--json", "print the answer as one line of JSON")
      .exitOverride();
    command.declare(declared, terminalOf(declared, signal));
  }
  return program;
}

function commandOf(words: readonly string[]): string | undefined {
  return words.find((word) => !word.startsWith("-"));
}

function terminalOf(program: Program, signal: AbortSignal): Terminal {
  return {
    print(answer, text) {
      const json = program.opts()["json"] === true;
      const lines = json
        ? JSON.stringify(answer)
        : (text ?? readableJson(answer));
      errors.clear();
      process.stdout.write(`${lines}\n`);
    },
    say: errors.say,
    follow: errors.follow,
    signal,
  };
}
