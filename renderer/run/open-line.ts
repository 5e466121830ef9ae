import type { DesktopBridge } from "../../engine/desktop-bridge.ts";
import { connectEngine } from "../../engine/wire/rpc.ts";
import {
  encodedChannel,
  type WireChannel,
} from "../../engine/wire/wire-channel.ts";
import type { EngineLine, OpenLine } from "./engine-link.ts";

/** A line over a WebSocket, to the engine that served this page. */
export function openSocketLine(address: string): OpenLine {
  return async (onEvent) => {
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => {
        explainRefusal().then(reject, reject);
      });
    });
    const channel = encodedChannel({
      post: (bytes) => socket.send(bytes),
      onMessage: (listener) =>
        socket.addEventListener("message", (event: MessageEvent<unknown>) => {
          if (event.data instanceof ArrayBuffer)
            listener(new Uint8Array(event.data));
        }),
      onClose: (listener) => socket.addEventListener("close", () => listener()),
      close: () => socket.close(),
    });
    return lineOver(channel, onEvent, () => socket.close());
  };
}

/** A WebSocket does not tell why it was refused; the page's own address does. */
async function explainRefusal(): Promise<Error> {
  const answer = await fetch("/", { method: "HEAD" }).catch(() => undefined);
  return answer === undefined || answer.ok
    ? new Error(
        "The engine does not answer. Trying again; your graphs stay open here.",
      )
    : new Error(
        "The engine was started anew and wants its new address; open the one that it printed. Your graphs stay open here, and come along.",
      );
}

/** A line over the port that the desktop's main process makes on request. */
export function openPortLine(bridge: DesktopBridge): OpenLine {
  return async (onEvent) => {
    const port = await new Promise<MessagePort>((resolve, reject) => {
      const onMessage = (event: MessageEvent<unknown>) => {
        const [received] = event.ports;
        if (event.data !== "stepwright-engine" || !received) return;
        finish();
        resolve(received);
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(
            "The engine's process does not answer. Trying again; your graphs stay open here.",
          ),
        );
      }, 10_000);
      const finish = () => {
        clearTimeout(timer);
        window.removeEventListener("message", onMessage);
      };
      window.addEventListener("message", onMessage);
      bridge.requestEngine();
    });
    const channel: WireChannel = {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.addEventListener("message", (event: MessageEvent<unknown>) =>
          listener(event.data),
        );
        port.start();
      },
      // Chromium tells the other side of a port when its process is gone
      onClose: (listener) => port.addEventListener("close", () => listener()),
    };
    return lineOver(channel, onEvent, () => port.close());
  };
}

function lineOver(
  channel: WireChannel,
  onEvent: Parameters<OpenLine>[0],
  close: () => void,
): EngineLine {
  return {
    closed: new Promise((resolve) => channel.onClose(() => resolve())),
    api: connectEngine(channel, { event: onEvent }),
    close,
  };
}
