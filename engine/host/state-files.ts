import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Graph } from "../graph.ts";
import type { Json } from "../json.ts";
import type { Session, Settings } from "../messages.ts";
import { graphFromJson } from "../read-graph.ts";
import { writeGraph } from "../write-graph.ts";
import { writeFileAtomic } from "./atomic-write.ts";

/** What the engine remembers between starts. */
export interface StateFiles {
  readSession(): Promise<Session>;
  writeSession(session: Session): Promise<void>;
  readSettings(): Promise<Settings>;
  writeSettings(settings: Settings): Promise<void>;
}

const defaultSettings: Settings = {
  theme: "system",
  outputFolder: null,
  modelFolders: [],
  recentFiles: [],
  extra: {},
};

const settingsFile = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  outputFolder: z.string().nullable().catch(null),
  modelFolders: z.array(z.string()).catch([]),
  recentFiles: z.array(z.string()).catch([]),
  extra: z.record(z.string(), z.json()).catch({}),
});

const sessionFile = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      path: z.string().optional(),
      unsaved: z.boolean(),
      readOnly: z.boolean().optional(),
      graph: z.unknown(),
    }),
  ),
  active: z.string().optional(),
});

/** Settings and session as files of the state folder. A broken one is put aside, never in the way of a start. */
export function stateFiles(folder: string): StateFiles {
  const sessionPath = join(folder, "session.json");
  const settingsPath = join(folder, "settings.json");
  // one write after the other: the newest must be the one that stands
  let writing: Promise<unknown> = Promise.resolve();
  const write = (path: string, value: unknown): Promise<void> => {
    const next = writing
      .catch(() => undefined)
      .then(() => writeFileAtomic(path, JSON.stringify(value)));
    writing = next;
    return next;
  };
  return {
    readSession: () =>
      readState(sessionPath, sessionOf, { documents: [] } satisfies Session),
    writeSession: ({ documents, active }) =>
      write(sessionPath, {
        documents: documents.map((document) => ({
          ...document,
          graph: JSON.parse(writeGraph(document.graph)) as Json,
        })),
        active,
      }),
    readSettings: () =>
      readState(
        settingsPath,
        (json) => settingsFile.parse(json) as Settings,
        defaultSettings,
      ),
    writeSettings: (settings) =>
      write(settingsPath, settingsFile.parse(settings)),
  };
}

function sessionOf(json: unknown): Session {
  const { documents, active } = sessionFile.parse(json);
  return {
    documents: documents.map(
      ({ id, title, path, unsaved, readOnly, graph }) => ({
        id,
        title,
        ...(path !== undefined && { path }),
        unsaved,
        ...(readOnly !== undefined && { readOnly }),
        graph: graphFromJson(graph, title).graph satisfies Graph,
      }),
    ),
    ...(active !== undefined && { active }),
  };
}

async function readState<T>(
  path: string,
  read: (json: unknown) => T,
  otherwise: T,
): Promise<T> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return otherwise;
  try {
    return read(JSON.parse(text));
  } catch {
    await rename(path, `${path}.broken`).catch(() => undefined);
    return otherwise;
  }
}
