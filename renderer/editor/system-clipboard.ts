import { parseClip, type Clip } from "./clipboard.ts";

/** The system's clipboard where the page may use it, and our own copy where it may not. */
export interface SystemClipboard {
  write(clip: Clip): void;
  /** Calls back at once where the answer is here, or later; not at all where there is nothing to paste. */
  read(found: (clip: Clip) => void): void;
}

/** The last copy, shared by all editors of the window. */
let own: Clip | undefined;

export function createSystemClipboard(): SystemClipboard {
  let mayRead = false;
  void askWhetherReadable().then((answer) => {
    mayRead = answer;
  });
  return {
    write(clip) {
      own = clip;
      // without leave to write, the copy stays in this window
      navigator.clipboard
        ?.writeText(JSON.stringify(clip))
        .catch(() => undefined);
    },
    read(found) {
      const local = own;
      if (!mayRead) {
        // asking for leave in the middle of a paste would be in the way
        if (local !== undefined) found(local);
        return;
      }
      navigator.clipboard
        .readText()
        .then((text) => parseClip(text) ?? local)
        .catch(() => local)
        .then((clip) => {
          if (clip !== undefined) found(clip);
        })
        .catch(() => undefined);
    },
  };
}

async function askWhetherReadable(): Promise<boolean> {
  try {
    // browsers know this name, TypeScript's list does not
    const name = "clipboard-read" as PermissionName;
    const { state } = await navigator.permissions.query({ name });
    return state === "granted";
  } catch {
    return false;
  }
}
