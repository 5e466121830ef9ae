import { desktop, isMac } from "../run/desktop.ts";
import { notifyFailure } from "../run/notify.ts";
import type { Command } from "./command.ts";
import { commandForKeys, keysOf } from "./keys.ts";

/** Carries out a command; a failure becomes a notice. */
export function runCommand(command: Command | undefined): void {
  if (!command) return;
  Promise.resolve()
    .then(() => command.run())
    .catch(notifyFailure);
}

/** Lets keys and the desktop's menu carry out commands. Returns a function that ends it. */
export function listenForCommands(commands: readonly Command[]): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const keys = keysOf(event, isMac());
    const command = commandForKeys(commands, keys);
    if (!command || isModalOpen() || hasOwn(event.target, keys)) return;
    if (isField(event.target)) {
      if (command.inFields !== true) return;
      // the field takes over what was typed before the command looks at it
      (event.target as HTMLElement).blur();
    } else if (command.id === "copy" && hasSelectedText()) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(command);
  };
  // before the focused button sees the key: Enter on it would be a click, with Ctrl too
  window.addEventListener("keydown", onKey, { capture: true });
  const endMenu = desktop()?.onCommand((id) =>
    runCommand(commands.find((command) => command.id === id)),
  );
  return () => {
    window.removeEventListener("keydown", onKey, { capture: true });
    endMenu?.();
  };
}

/** Whether typing there is text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

/** Whether what has the focus is something that these keys do something else with: its `data-own-keys` says which. */
function hasOwn(target: EventTarget | null, keys: string): boolean {
  const own =
    target instanceof HTMLElement ? target.dataset["ownKeys"] : undefined;
  return own?.split(" ").includes(keys) ?? false;
}

/** A dialog or a menu has the keys to itself; the canvas's small value fields do not. */
function isModalOpen(): boolean {
  return document.querySelector(".dialog, [role=menu]") !== null;
}

function hasSelectedText(): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed;
}
