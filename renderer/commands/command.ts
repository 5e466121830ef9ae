/**
 * A key with its modifiers, in this order: `Mod` (Ctrl, Command on a Mac), `Shift`, `Alt`, then the key as
 * `KeyboardEvent.key` names it, letters upper case: `Mod+Shift+S`, `Alt+=`, `Delete`.
 */
export type Keys = string;

/** Something that the user can do, by key, menu, button or the desktop's menu alike. */
export interface Command {
  /** Permanent; the desktop's menu sends it. */
  readonly id: string;
  readonly title: string;
  readonly group: "Run" | "File" | "Edit" | "Nodes" | "View";
  /** The first one is shown in menus. */
  readonly keys: readonly Keys[];
  /** Works while the caret is in a field too: it has Mod, and means nothing to a field. */
  readonly inFields?: boolean;
  readonly run: () => void | Promise<void>;
}
