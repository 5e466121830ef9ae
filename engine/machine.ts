import type { Checkpoint } from "./checkpoint.ts";

/** What the pure engine needs of the machine that it runs on. engine/host/machine.ts has Node's. */
export interface Machine {
  /** A cryptographic hash, as text. */
  hash(text: string): string;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Calls `action` after `ms`; the returned function prevents it. */
  after(ms: number, action: () => void): () => void;
  /** Lets waiting messages come in. */
  pause(): Promise<void>;
  /**
   * What changes when the file, or a file that belongs to it, changes: sizes and times of all files beside it whose
   * names begin as its name does (`model.onnx`, `model.json`), and of all in it where it is a folder, for a model's folder (`model_index.json`) also of all in its folders. Never fails: a
   * missing file has an identity too.
   */
  fileIdentity(path: string): Promise<string>;
  fileExists(path: string): Promise<boolean>;
  /** Writes a file into a folder, whole or not at all, never over another: `name.png`, `name-2.png`, … */
  writeNewFile(
    folder: string,
    name: string,
    bytes: Uint8Array,
  ): Promise<{ path: string; name: string; bytes: number }>;
  /**
   * Where a long computation keeps what it has come to.
   * @param key - A hash of everything that decides its result's bits.
   */
  openCheckpoint(key: string): Promise<Checkpoint>;
  /** Memory that this process holds. */
  memoryBytes(): number;
}
