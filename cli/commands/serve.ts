import { hasDisplay, openBrowser } from "../../engine/host/open-browser.ts";
import { startServer } from "../../engine/host/server.ts";
import type { Command } from "../command.ts";
import { wholeOption } from "../option.ts";
import { windowFolder } from "../program-files.ts";
import { startEngine } from "../start-engine.ts";

const defaultPort = 8188;

export const command: Command = {
  description: "open the editor in a browser, from this machine only",
  declare(program, { print, say, signal }) {
    program
      .option(
        "--port <port>",
        "port to listen on, 0 for any",
        wholeOption("--port", { min: 0, max: 65535 }),
        defaultPort,
      )
      .option("--no-open", "only print the address")
      .action(async ({ port, open }: { port: number; open: boolean }) => {
        const engine = startEngine();
        try {
          const server = await startServer(engine, {
            port,
            folder: windowFolder,
          });
          if (port !== 0 && server.port !== port)
            say(`Port ${port} is taken; using ${server.port}.`);
          const { address } = server;
          print(
            { address, port: server.port },
            `Stepwright is at ${address}\nCtrl+C ends it.`,
          );
          if (open && hasDisplay()) openBrowser(address);
          await aborted(signal);
          await server.close();
        } finally {
          await engine.close();
        }
      });
  },
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
