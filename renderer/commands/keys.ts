import type { Command, Keys } from "./command.ts";

/** What of a keyboard event decides which command is meant. */
export type PressedKey = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"
>;

/** The pressed key as the table writes it. On a Mac, Mod is Command and Ctrl is none of ours. */
export function keysOf(event: PressedKey, mac: boolean): Keys {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  return [
    ...(other ? [mac ? "Ctrl" : "Meta"] : []),
    ...(mod ? ["Mod"] : []),
    ...(event.shiftKey ? ["Shift"] : []),
    ...(event.altKey ? ["Alt"] : []),
    keyName(event),
  ].join("+");
}

/** With Alt, layouts and Macs make another character of the key; then the key's place tells. */
function keyName(event: PressedKey): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
  if (event.altKey && letter !== undefined) return letter;
  if (event.altKey && digit !== undefined) return digit;
  if (event.altKey && event.code === "Equal") return "=";
  if (event.altKey && event.code === "Minus") return "-";
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

export function commandForKeys(
  commands: readonly Command[],
  keys: Keys,
): Command | undefined {
  return commands.find((command) => command.keys.includes(keys));
}

/** How people write the keys: `Ctrl+Shift+K`, `⇧⌘K` on a Mac. */
export function labelOfKeys(keys: Keys, mac: boolean): string {
  const parts = keys.split("+").map((part) => {
    const label = mac ? macNames[part] : names[part];
    return label ?? part;
  });
  if (!mac) return parts.join("+");
  const order = ["⌃", "⌥", "⇧", "⌘"];
  return parts.toSorted((a, b) => rank(order, a) - rank(order, b)).join("");
}

function rank(order: readonly string[], part: string): number {
  const index = order.indexOf(part);
  return index < 0 ? order.length : index;
}

const names: Readonly<Record<string, string>> = {
  Mod: "Ctrl",
  Delete: "Del",
  ArrowRight: "→",
  ArrowLeft: "←",
};

const macNames: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Shift: "⇧",
  Alt: "⌥",
  Enter: "↵",
  Delete: "⌦",
  Backspace: "⌫",
  ArrowRight: "→",
  ArrowLeft: "←",
};
