import type { MenuItemConstructorOptions } from "electron";

/** An entry that the window carries out: its command's id. */
interface Entry {
  readonly label: string;
  readonly command: string;
  /** Shown beside the label. The window itself listens to the keys, as in a browser. */
  readonly keys?: string;
}

type Row = Entry | MenuItemConstructorOptions;

const separator: Row = { type: "separator" };

const file: readonly Row[] = [
  { label: "New graph", command: "new-graph", keys: "CmdOrCtrl+N" },
  { label: "Open…", command: "open", keys: "CmdOrCtrl+O" },
  separator,
  { label: "Save", command: "save", keys: "CmdOrCtrl+S" },
  { label: "Save as…", command: "save-as", keys: "CmdOrCtrl+Shift+S" },
  separator,
  { label: "Settings", command: "settings", keys: "CmdOrCtrl+," },
];

const edit: readonly Row[] = [
  { label: "Undo", command: "undo", keys: "CmdOrCtrl+Z" },
  { label: "Redo", command: "redo", keys: "CmdOrCtrl+Shift+Z" },
  separator,
  { role: "cut" },
  { role: "copy" },
  { role: "paste" },
  { role: "selectAll" },
];

const view: readonly Row[] = [
  { label: "Fit graph to window", command: "fit-view", keys: "." },
  { label: "Zoom in", command: "zoom-in", keys: "Alt+=" },
  { label: "Zoom out", command: "zoom-out", keys: "Alt+-" },
  separator,
  { role: "togglefullscreen" },
  { role: "toggleDevTools" },
];

const run: readonly Row[] = [
  { label: "Run", command: "run", keys: "CmdOrCtrl+Enter" },
  { label: "Run first", command: "run-first", keys: "CmdOrCtrl+Shift+Enter" },
  { label: "Pause or go on", command: "pause", keys: "CmdOrCtrl+Shift+P" },
  { label: "Interrupt", command: "interrupt", keys: "CmdOrCtrl+Alt+Enter" },
];

const help: readonly Row[] = [
  {
    label: "Keyboard shortcuts",
    command: "shortcuts",
    keys: "CmdOrCtrl+Shift+K",
  },
];

/**
 * The program's menu.
 * @param send - Hands a command to the window in front.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  send: (command: string) => void,
): MenuItemConstructorOptions[] {
  const submenu = (rows: readonly Row[]): MenuItemConstructorOptions[] =>
    rows.map((row) =>
      "command" in row
        ? {
            label: row.label,
            click: () => send(row.command),
            ...(row.keys === undefined
              ? {}
              : { accelerator: row.keys, registerAccelerator: false }),
          }
        : row,
    );
  const mac = platform === "darwin";
  const end: Row = mac ? { role: "close" } : { role: "quit" };
  return [
    ...(mac ? [{ role: "appMenu" as const }] : []),
    { label: "File", submenu: submenu([...file, separator, end]) },
    { label: "Edit", submenu: submenu(edit) },
    { label: "View", submenu: submenu(view) },
    { label: "Run", submenu: submenu(run) },
    ...(mac ? [{ role: "windowMenu" as const }] : []),
    { label: "Help", role: "help", submenu: submenu(help) },
  ];
}
