import { stat } from "node:fs/promises";
import { openFailure } from "./file-failure.ts";
import {
  openSession,
  type OpenSession,
  type SessionPlace,
} from "./onnx-session.ts";

/** A session that others may use too. */
export interface SharedSession extends OpenSession {
  /** What is found out of the session, once for all its users; a failure is not kept. */
  once<T>(what: string, find: () => Promise<T>): Promise<T>;
  /** To be called once: the session ends with its last user. */
  release(): Promise<void>;
}

interface Shared {
  readonly opened: Promise<OpenSession>;
  readonly found: Map<string, Promise<unknown>>;
  users: number;
}

const open = new Map<string, Shared>();

/**
 * The session of a file on a device: the one that is open in this process, however differently its users understand what it
 * gives, or a new one where there is none, or where the file has changed.
 * @throws BadInput as openSession.
 */
export async function sharedSession(
  place: SessionPlace,
): Promise<SharedSession> {
  const key = JSON.stringify([
    place.device,
    await stateOf(place.path),
    ...(await Promise.all(place.weights.map(stateOf))),
  ]);
  const shared = open.get(key) ?? {
    opened: openSession(place),
    found: new Map(),
    users: 0,
  };
  open.set(key, shared);
  shared.users++;
  const leave = (): boolean => {
    shared.users--;
    return shared.users === 0 && open.delete(key);
  };
  try {
    const opened = await shared.opened;
    return {
      ...opened,
      once<T>(what: string, find: () => Promise<T>) {
        const known = shared.found.get(what) ?? find();
        shared.found.set(what, known);
        known.catch(() => shared.found.delete(what));
        // one question has one kind of answer: the caller's own
        return known as Promise<T>;
      },
      async release() {
        if (leave()) await opened.session.release();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

/** What tells a file's content from another without reading it. */
async function stateOf(path: string): Promise<readonly unknown[]> {
  const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
    throw openFailure(path, "an ONNX model", error);
  });
  return [path, size, mtimeMs];
}
