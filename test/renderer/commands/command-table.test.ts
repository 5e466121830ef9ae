import { describe, expect, it } from "vitest";
import { commands } from "../../../renderer/commands/command-table.ts";
import {
  commandForKeys,
  keysOf,
  labelOfKeys,
  type PressedKey,
} from "../../../renderer/commands/keys.ts";

function pressed(key: string, code: string, ...held: string[]): PressedKey {
  return {
    key,
    code,
    ctrlKey: held.includes("ctrl"),
    metaKey: held.includes("meta"),
    shiftKey: held.includes("shift"),
    altKey: held.includes("alt"),
  };
}

function commandOf(event: PressedKey, mac = false): string | undefined {
  return commandForKeys(commands, keysOf(event, mac))?.id;
}

describe("the table of commands", () => {
  it("has every id once", () => {
    const ids = commands.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has every key once", () => {
    const keys = commands.flatMap((command) => command.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual(
      [],
    );
  });

  it("works inside fields only with keys that type nothing, and never with those that edit text", () => {
    const editing = ["A", "C", "V", "X", "Y", "Z", "Backspace", "Delete"];
    const inFields = commands.filter((command) => command.inFields === true);
    const keys = inFields.flatMap((command) => command.keys);
    expect(keys.filter((key) => !/^(Mod\+|Alt\+|F\d+$)/.test(key))).toEqual([]);
    expect(
      keys.filter((key) => editing.includes(key.split("+").at(-1) ?? "")),
    ).toEqual([]);
  });

  it.each([
    ["run", pressed("Enter", "Enter", "ctrl")],
    ["run-first", pressed("Enter", "Enter", "ctrl", "shift")],
    ["interrupt", pressed("Enter", "Enter", "ctrl", "alt")],
    ["pause", pressed("P", "KeyP", "ctrl", "shift")],
    ["save", pressed("s", "KeyS", "ctrl")],
    ["save-as", pressed("S", "KeyS", "ctrl", "shift")],
    ["open", pressed("o", "KeyO", "ctrl")],
    ["new-graph", pressed("n", "KeyN", "ctrl")],
    ["settings", pressed(",", "Comma", "ctrl")],
    ["undo", pressed("z", "KeyZ", "ctrl")],
    ["redo", pressed("y", "KeyY", "ctrl")],
    ["redo", pressed("Z", "KeyZ", "ctrl", "shift")],
    ["select-all", pressed("a", "KeyA", "ctrl")],
    ["copy", pressed("c", "KeyC", "ctrl")],
    ["paste", pressed("v", "KeyV", "ctrl")],
    ["paste-with-links", pressed("V", "KeyV", "ctrl", "shift")],
    ["delete", pressed("Delete", "Delete")],
    ["delete", pressed("Backspace", "Backspace")],
    ["group", pressed("g", "KeyG", "ctrl")],
    ["mute", pressed("m", "KeyM", "ctrl")],
    ["bypass", pressed("b", "KeyB", "ctrl")],
    ["collapse", pressed("c", "KeyC", "alt")],
    ["pin", pressed("p", "KeyP")],
    ["fit-view", pressed(".", "Period")],
    ["zoom-in", pressed("=", "Equal", "alt")],
    ["zoom-out", pressed("-", "Minus", "alt")],
    ["minimap", pressed("m", "KeyM", "alt")],
    ["shortcuts", pressed("K", "KeyK", "ctrl", "shift")],
  ])("%s has the key that people know", (id, event) => {
    expect(commandOf(event)).toBe(id);
  });

  it("takes Command for Ctrl on a Mac, and the key's place where Option makes another character", () => {
    expect(commandOf(pressed("s", "KeyS", "meta"), true)).toBe("save");
    expect(commandOf(pressed("s", "KeyS", "ctrl"), true)).toBeUndefined();
    expect(commandOf(pressed("ç", "KeyC", "alt"), true)).toBe("collapse");
  });

  it("writes keys as each system does", () => {
    expect(labelOfKeys("Mod+Shift+K", false)).toBe("Ctrl+Shift+K");
    expect(labelOfKeys("Mod+Shift+K", true)).toBe("⇧⌘K");
    expect(labelOfKeys("Mod+Alt+Enter", true)).toBe("⌥⌘↵");
  });
});
