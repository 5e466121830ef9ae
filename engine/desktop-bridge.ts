/** What the preload exposes to the window in the desktop program, as `window.stepwrightDesktop`; absent in a browser. */
export interface DesktopBridge {
  readonly platform: "linux" | "darwin" | "win32";
  /** Asks main for this window's port to the engine; it arrives as a `message` event with `data === "stepwright-engine"` and the port in `ports[0]`. */
  requestEngine(): void;
  /** The native dialogs. `undefined` where the user dismissed it. */
  choosePath(request: PathRequest): Promise<string | undefined>;
  /** Menu entries that the window carries out; returns a function that stops listening. */
  onCommand(listener: (command: string) => void): () => void;
  /** Whether closing the window must ask first. */
  setUnsaved(unsaved: boolean): void;
  showInFolder(path: string): void;
  /** The path of a file that was dropped on the window. */
  pathOfDroppedFile(file: unknown): string;
}

export interface PathRequest {
  readonly mode: "open" | "save" | "folder";
  readonly title: string;
  /** Folder or file to start at. */
  readonly start?: string;
  /** Without dots; empty for any. */
  readonly extensions: readonly string[];
}
