import type { Channel } from "../child.ts";
import { decode, encode } from "./codec.ts";

/** A two-way way for messages between a window and the engine: a MessagePort, or a WebSocket with the codec. */
export interface WireChannel extends Channel {
  /** Called once, when the other side is gone. */
  onClose(listener: () => void): void;
}

/** What carries bytes: a WebSocket. */
export interface ByteChannel {
  post(bytes: Uint8Array<ArrayBuffer>): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  /** Ends the connection, after bytes that are no message. */
  close(): void;
}

/** Sends values over a channel that carries bytes. */
export function encodedChannel(bytes: ByteChannel): WireChannel {
  return {
    post: (message) => bytes.post(encode(message)),
    onMessage: (listener) =>
      bytes.onMessage((received) => {
        let message: unknown;
        try {
          message = decode(received);
        } catch {
          bytes.close();
          return;
        }
        listener(message);
      }),
    onClose: (listener) => bytes.onClose(listener),
  };
}
