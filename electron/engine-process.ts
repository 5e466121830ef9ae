import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
  type WebContents,
} from "electron";
import { superviseChildren } from "./child-supervisor.ts";
import type { EngineRequest, MainMessage } from "./process-messages.ts";
import { windowMessages } from "./window-messages.ts";

/** How long the engine may take to write what is still to be written. */
const closeLimitMs = 3000;

/** The engine process and its children, made when first needed and again after a crash. */
export interface EngineProcess {
  /** Gives the window a port that leads to the engine directly. */
  connect(window: WebContents): void;
  /** Ends the engine and every child. */
  close(): Promise<void>;
}

/**
 * @param folder - Where the process entries lie.
 */
export function engineProcess(folder: string): EngineProcess {
  let running: UtilityProcess | undefined;
  let closing = false;

  function start(): UtilityProcess {
    const made = utilityProcess.fork(`${folder}/engine.js`, [], {
      serviceName: "Stepwright engine",
    });
    const tell = (
      message: MainMessage,
      transfer: MessagePortMain[] = [],
    ): void => made.postMessage(message, transfer);
    const children = superviseChildren<MessagePortMain>(
      (role) =>
        utilityProcess.fork(`${folder}/child.js`, [role], {
          serviceName: `Stepwright ${role}`,
        }),
      () => {
        const { port1, port2 } = new MessageChannelMain();
        return [port1, port2];
      },
      tell,
      (pid) => process.kill(pid, "SIGKILL"),
    );
    made.on("message", (request: EngineRequest) => children.handle(request));
    made.on("exit", () => {
      children.endAll();
      // the windows notice that their port is gone and ask again
      if (running === made) running = undefined;
    });
    return made;
  }

  return {
    connect(window) {
      if (closing) return;
      running ??= start();
      const { port1, port2 } = new MessageChannelMain();
      const message: MainMessage = { kind: "window" };
      running.postMessage(message, [port1]);
      window.postMessage(windowMessages.engine, undefined, [port2]);
    },
    close() {
      closing = true;
      const ending = running;
      if (!ending) return Promise.resolve();
      return new Promise((resolve) => {
        const limit = setTimeout(() => {
          if (ending.pid !== undefined) process.kill(ending.pid, "SIGKILL");
        }, closeLimitMs);
        ending.on("exit", () => {
          clearTimeout(limit);
          resolve();
        });
        const message: MainMessage = { kind: "close" };
        ending.postMessage(message);
      });
    },
  };
}
