import { copyFile, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Json } from "../json.ts";
import { mergeSession } from "../merge-session.ts";
import type { Session, Settings } from "../messages.ts";
import { graphFromJson } from "../read-graph.ts";
import { writeGraph } from "../write-graph.ts";
import { writeFileAtomic } from "./atomic-write.ts";

/** What the engine remembers between starts. */
export interface StateFiles {
  readSession(): Promise<Session>;
  /** Documents of the kept session that the given one neither has nor has closed stay. */
  writeSession(session: Session): Promise<void>;
  readSettings(): Promise<Settings>;
  writeSettings(settings: Settings): Promise<void>;
}

const defaultSettings: Settings = {
  theme: "system",
  outputFolder: null,
  modelFolders: [],
  device: "cpu",
  recentFiles: [],
  extra: {},
};

const settingsFile = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  outputFolder: z.string().nullable().catch(null),
  modelFolders: z.array(z.string()).catch([]),
  device: z.string().catch("cpu"),
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
  const write = (path: string, value: () => unknown): Promise<void> => {
    const next = writing
      .catch(() => undefined)
      .then(async () => writeFileAtomic(path, JSON.stringify(await value())));
    writing = next;
    return next;
  };
  const readSession = (): Promise<Session> =>
    readState(sessionPath, sessionOf, { documents: [] } satisfies Session);
  return {
    readSession,
    writeSession: (session) =>
      write(sessionPath, async () => {
        const { documents, active } = mergeSession(
          await readSession(),
          session,
        );
        return {
          documents: documents.map((document) => ({
            ...document,
            graph: JSON.parse(writeGraph(document.graph)) as Json,
          })),
          active,
        };
      }),
    readSettings: () =>
      readState(
        settingsPath,
        (json) => ({
          value: settingsFile.parse(json) as Settings,
          whole: true,
        }),
        defaultSettings,
      ),
    writeSettings: (settings) =>
      write(settingsPath, () => settingsFile.parse(settings)),
  };
}

/** A document whose graph is broken is left out; the file it stood in is kept as it was. */
function sessionOf(json: unknown): Kept<Session> {
  const { documents, active } = sessionFile.parse(json);
  const read = documents.flatMap(
    ({ id, title, path, unsaved, readOnly, graph }) => {
      try {
        return [
          {
            id,
            title,
            ...(path !== undefined && { path }),
            unsaved,
            ...(readOnly !== undefined && { readOnly }),
            graph: graphFromJson(graph, title).graph,
          },
        ];
      } catch {
        return [];
      }
    },
  );
  return {
    value: {
      documents: read,
      ...(active !== undefined && { active }),
    },
    whole: read.length === documents.length,
  };
}

/** What could be read, and whether that is all. */
interface Kept<T> {
  readonly value: T;
  readonly whole: boolean;
}

async function readState<T>(
  path: string,
  read: (json: unknown) => Kept<T>,
  otherwise: T,
): Promise<T> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return otherwise;
  try {
    const { value, whole } = read(JSON.parse(text));
    if (!whole) await copyFile(path, `${path}.broken`).catch(() => undefined);
    return value;
  } catch {
    await rename(path, `${path}.broken`).catch(() => undefined);
    return otherwise;
  }
}
