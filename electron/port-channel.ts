import type { WireChannel } from "../engine/wire/wire-channel.ts";
import type { Port } from "./ports.ts";

/** A channel over a port. A structured clone carries typed arrays as they are. */
export function portChannel(port: Port): WireChannel {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on("message", ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on("close", listener),
  };
}
