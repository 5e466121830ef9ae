import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../../engine/messages.ts";
import type { Autosave } from "../../../renderer/run/app-store.ts";
import { autosaveSession } from "../../../renderer/run/session-autosave.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function made(save: (session: Session) => Promise<void>) {
  const reports: Autosave[] = [];
  let active = "a";
  const autosave = autosaveSession(
    () => ({
      saveSession: async (session) => {
        await save(session);
        return { savedAt: 5 };
      },
    }),
    () => ({ documents: [], active }),
    (state) => reports.push(state),
  );
  return { autosave, reports, change: (to: string) => (active = to) };
}

describe("autosaveSession", () => {
  it("many changes within a second are one save, of the newest state", async () => {
    const saved: Session[] = [];
    const { autosave, change, reports } = made(async (session) => {
      saved.push(session);
    });
    for (const name of ["b", "c", "d"]) {
      change(name);
      autosave.changed();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([{ documents: [], active: "d" }]);
    expect(reports.at(-1)).toEqual({ kind: "saved", at: 5 });
  });

  it("what changes during a save is saved after it", async () => {
    const saved: (string | undefined)[] = [];
    const { autosave, change } = made(async (session) => {
      saved.push(session.active);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    });
    autosave.changed();
    await vi.advanceTimersByTimeAsync(1500);
    change("z");
    autosave.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saved).toEqual(["a", "z"]);
  });

  it("a failed save says why and is made up for by the next flush", async () => {
    let broken = true;
    const saved: Session[] = [];
    const { autosave, reports } = made(async (session) => {
      if (broken) throw new Error("The disk is full.");
      saved.push(session);
    });
    autosave.changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(reports.at(-1)).toEqual({
      kind: "failed",
      message: "The disk is full.",
    });
    broken = false;
    await autosave.flush();
    expect(saved).toHaveLength(1);
    expect(reports.at(-1)).toEqual({ kind: "saved", at: 5 });
  });
});
