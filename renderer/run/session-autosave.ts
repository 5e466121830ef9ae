import type { EngineApi, Session } from "../../engine/messages.ts";
import type { Autosave } from "./app-store.ts";
import { sentenceOf } from "./notify.ts";

export interface SessionAutosave {
  /** Something that the session holds has changed. */
  changed(): void;
  /** Saves what is pending at once, for a window that may go away. */
  flush(): Promise<void>;
}

/** Pause after the last change until the session is saved. */
const pauseMs = 1000;

/** Saves the open documents a second after they stop changing, one save at a time. */
export function autosaveSession(
  api: () => Pick<EngineApi, "saveSession">,
  read: () => Session,
  report: (state: Autosave) => void,
): SessionAutosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending = false;
  let saving: Promise<void> | undefined;

  const save = async (): Promise<void> => {
    while (pending) {
      pending = false;
      try {
        const { savedAt } = await api().saveSession(read());
        if (!pending) report({ kind: "saved", at: savedAt });
      } catch (failure) {
        pending = true;
        report({ kind: "failed", message: sentenceOf(failure) });
        return;
      }
    }
  };
  const start = async (): Promise<void> => {
    clearTimeout(timer);
    await saving;
    saving = save();
    await saving;
  };

  return {
    changed: () => {
      pending = true;
      report({ kind: "pending" });
      clearTimeout(timer);
      timer = setTimeout(() => void start(), pauseMs);
    },
    flush: async () => {
      if (pending) await start();
    },
  };
}
