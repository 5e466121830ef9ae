import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { descendants, stillRunning, type Process } from "./processes.ts";

const program = fileURLToPath(
  new URL("../../dist/cli/main.js", import.meta.url),
);
const startLimitMs = 20_000;
const stopLimitMs = 10_000;

/** A `serve` of the built program, with folders of its own. */
export interface Server {
  /** With its token. */
  readonly address: string;
  /** The user's Stepwright folder, empty at first. */
  readonly homeFolder: string;
  readonly pid: number;
  /** Everything that it printed so far. */
  readonly output: () => string;
  /** The runner and optimizer processes that it made. */
  readonly children: () => readonly Process[];
  /** Ends it as Ctrl+C does; throws where it or a child of it goes on running. */
  readonly stop: () => Promise<void>;
}

/**
 * @param folder - Keeps home and state; a temporary one, removed at the end, where it is left out.
 */
export async function startServer(folder?: string): Promise<Server> {
  const kept = folder ?? (await mkdtemp(join(tmpdir(), "stepwright test ")));
  const homeFolder = join(kept, "home");
  const server = spawn(
    process.execPath,
    [program, "serve", "--no-open", "--port", "0"],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        STEPWRIGHT_HOME: homeFolder,
        STEPWRIGHT_STATE: join(kept, "state"),
      },
    },
  );
  let output = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  const { pid } = server;
  if (pid === undefined) throw new Error("The server could not be started.");
  const address = await printedAddress(server, () => output);
  const children = (): readonly Process[] => descendants(pid);
  return {
    address,
    homeFolder,
    pid,
    output: () => output,
    children,
    async stop() {
      const watched = children();
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, "exit");
        server.kill("SIGINT");
        const limit = setTimeout(() => server.kill("SIGKILL"), stopLimitMs);
        await ended;
        clearTimeout(limit);
      }
      if (folder === undefined)
        await rm(kept, { recursive: true, force: true });
      if (server.signalCode === "SIGKILL")
        throw new Error(`The server did not end.\n${output}`);
      const left = await stillRunning(watched, 3000);
      for (const { pid: orphan } of left) process.kill(orphan, "SIGKILL");
      if (left.length > 0)
        throw new Error(
          `The server left processes behind: ${left.map(({ command }) => command).join("; ")}`,
        );
    },
  };
}

function printedAddress(
  server: ChildProcess,
  output: () => string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      server.kill("SIGKILL");
      reject(new Error(`${why}\n${output()}`));
    };
    const limit = setTimeout(
      () => fail(`The server printed no address in ${startLimitMs} ms.`),
      startLimitMs,
    );
    server.on("exit", (code) => fail(`The server ended with ${code}.`));
    server.stdout?.on("data", () => {
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output())?.[0];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
}
