import type { SpawnChild } from "./child.ts";
import type { NodeDescription } from "./node-definition.ts";

/** What models are by their content: SHA-256 of a file, or over the files of a pipeline's folder; each file is read once for as long as its size and time of change stay. */
export interface ModelHashes {
  /** How large a model is, and how much `of` would have to read; `undefined` where there is none. */
  about(
    path: string,
  ): Promise<
    { readonly bytes: number; readonly unreadBytes: number } | undefined
  >;
  /** @throws Where it cannot be read. */
  of(path: string): Promise<string>;
  /** Of a model as it was when it was last read, which may be gone since. */
  last(
    path: string,
  ): Promise<{ readonly sha256: string; readonly bytes: number } | undefined>;
}

/** What an engine is made of, wherever it runs. */
export interface EngineOptions {
  readonly version: string;
  readonly nodes: readonly NodeDescription[];
  readonly spawn: SpawnChild;
  /** The user's Stepwright folder: graphs/, output/, models/. */
  readonly homeFolder: string;
  /** Settings, autosave and caches. */
  readonly stateFolder: string;
  /** Folder of the graph templates that come with the program. */
  readonly templateFolder: string;
  /** Contents of models. */
  readonly hashes: ModelHashes;
  /** The names of the classes of a model's file; none where it has none or cannot be read. */
  readonly classNames: (path: string) => Promise<readonly string[]>;
  /** Where nodes write, whatever the settings say. */
  readonly outputFolder?: string;
}
