import type { WebSocket } from "ws";
import type { ByteChannel } from "../wire/wire-channel.ts";

const heartbeatMs = 20_000;
/** A window that reads nothing while this much waits for it is let go of; it connects again when it can. */
const waitingLimitBytes = 512 * 1024 * 1024;

/** A WebSocket as a channel. A connection whose other side has vanished without a word is ended. */
export function socketChannel(socket: WebSocket): ByteChannel {
  let answered = true;
  const heartbeat = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, heartbeatMs);
  socket.on("pong", () => {
    answered = true;
  });
  socket.on("close", () => clearInterval(heartbeat));
  // told by the closing that follows
  socket.on("error", () => undefined);
  return {
    post(bytes) {
      if (socket.bufferedAmount > waitingLimitBytes) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.send(bytes);
    },
    onMessage(listener) {
      socket.binaryType = "arraybuffer";
      socket.on("message", (data, isBinary) => {
        if (isBinary) listener(new Uint8Array(data as ArrayBuffer));
        else socket.close(1003);
      });
    },
    onClose: (listener) => void socket.on("close", listener),
    close: () => socket.terminate(),
  };
}
