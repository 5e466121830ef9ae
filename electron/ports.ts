/**
 * The parts of Electron's message ports that we use. Plain interfaces, so that what speaks over ports is tested
 * without Electron.
 */
export interface PortEvent {
  readonly data: unknown;
  /** Ports that were handed over with the message. */
  readonly ports: readonly Port[];
}

/** One end of a channel. What arrives waits until it is started. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: PortEvent) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  start(): void;
}

/** A utility process's way to main. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: PortEvent) => void): unknown;
}
