import type { SpawnChild } from "./child.ts";
import type { NodeDescription } from "./node-definition.ts";

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
  /** Where nodes write, whatever the settings say. */
  readonly outputFolder?: string;
}
