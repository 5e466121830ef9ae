import type { EditorCommand } from "../editor/editor.ts";
import { appStore } from "../run/app-store.ts";
import {
  closeDocument,
  newGraph,
  openFile,
  saveDocument,
  saveDocumentAs,
  showNextDocument,
} from "../run/document-actions.ts";
import { activeEditor } from "../run/editors.ts";
import { showSettings, togglePanel } from "../run/panel-actions.ts";
import {
  interrupt,
  pauseOrResume,
  runGraph,
  runSelected,
} from "../run/run-actions.ts";
import { switchTheme } from "../theme/theme-actions.ts";
import type { Command } from "./command.ts";

function onCanvas(
  id: EditorCommand,
  title: string,
  group: Command["group"],
  ...keys: string[]
): Command {
  return { id, title, group, keys, run: () => activeEditor()?.command(id) };
}

/** Every command of the window. Keys, menus, the list of shortcuts and the desktop's menu are made of this table. */
export const commands: readonly Command[] = [
  {
    id: "run",
    title: "Run",
    group: "Run",
    keys: ["Mod+Enter"],
    inFields: true,
    run: () => runGraph(),
  },
  {
    id: "run-first",
    title: "Run before all that wait",
    group: "Run",
    keys: ["Mod+Shift+Enter"],
    inFields: true,
    run: () => runGraph({ first: true }),
  },
  {
    id: "run-selected",
    title: "Run selected nodes only",
    group: "Run",
    keys: [],
    run: runSelected,
  },
  {
    id: "interrupt",
    title: "Interrupt",
    group: "Run",
    keys: ["Mod+Alt+Enter"],
    inFields: true,
    run: interrupt,
  },
  {
    id: "pause",
    title: "Pause or go on",
    group: "Run",
    keys: ["Mod+Shift+P", "Alt+P"],
    inFields: true,
    run: pauseOrResume,
  },

  {
    id: "new-graph",
    title: "New graph",
    group: "File",
    keys: ["Mod+N", "Alt+N"],
    inFields: true,
    run: newGraph,
  },
  {
    id: "open",
    title: "Open…",
    group: "File",
    keys: ["Mod+O"],
    inFields: true,
    run: () => openFile(),
  },
  {
    id: "save",
    title: "Save",
    group: "File",
    keys: ["Mod+S"],
    inFields: true,
    run: async () => void (await saveDocument()),
  },
  {
    id: "save-as",
    title: "Save as…",
    group: "File",
    keys: ["Mod+Shift+S"],
    inFields: true,
    run: async () => void (await saveDocumentAs()),
  },
  {
    id: "close",
    title: "Close graph",
    group: "File",
    keys: ["Alt+W"],
    run: () => closeDocument(),
  },
  {
    id: "settings",
    title: "Settings",
    group: "File",
    keys: ["Mod+,"],
    inFields: true,
    run: showSettings,
  },

  onCanvas("undo", "Undo", "Edit", "Mod+Z"),
  onCanvas("redo", "Redo", "Edit", "Mod+Y", "Mod+Shift+Z"),
  onCanvas("cut", "Cut", "Edit", "Mod+X"),
  onCanvas("copy", "Copy", "Edit", "Mod+C"),
  onCanvas("paste", "Paste", "Edit", "Mod+V"),
  onCanvas("paste-with-links", "Paste with links", "Edit", "Mod+Shift+V"),
  onCanvas("duplicate", "Duplicate", "Edit", "Mod+D"),
  onCanvas("delete", "Delete", "Edit", "Delete", "Backspace"),
  onCanvas("select-all", "Select all", "Edit", "Mod+A"),

  onCanvas("search", "Add a node…", "Nodes"),
  onCanvas("group", "Group", "Nodes", "Mod+G"),
  onCanvas("mute", "Mute", "Nodes", "Mod+M"),
  onCanvas("bypass", "Bypass", "Nodes", "Mod+B"),
  onCanvas("collapse", "Collapse", "Nodes", "Alt+C"),
  onCanvas("pin", "Pin", "Nodes", "P"),

  {
    id: "fit-view",
    title: "Fit the graph into the view",
    group: "View",
    keys: ["."],
    run: () => activeEditor()?.command("fit"),
  },
  onCanvas("zoom-in", "Zoom in", "View", "Alt+="),
  onCanvas("zoom-out", "Zoom out", "View", "Alt+-"),
  onCanvas("zoom-reset", "Actual size", "View", "Alt+0"),
  onCanvas("minimap", "Minimap", "View", "Alt+M"),
  {
    id: "toggle-left",
    title: "Left panel",
    group: "View",
    keys: ["Alt+L"],
    run: () => togglePanel("left"),
  },
  {
    id: "toggle-dock",
    title: "Dock below",
    group: "View",
    keys: ["Alt+J"],
    run: () => togglePanel("dock"),
  },
  {
    id: "toggle-inspector",
    title: "Inspector",
    group: "View",
    keys: ["Alt+I"],
    run: () => togglePanel("inspector"),
  },
  {
    id: "next-graph",
    title: "Next graph",
    group: "View",
    keys: ["Alt+ArrowRight"],
    run: () => showNextDocument(1),
  },
  {
    id: "previous-graph",
    title: "Previous graph",
    group: "View",
    keys: ["Alt+ArrowLeft"],
    run: () => showNextDocument(-1),
  },
  {
    id: "theme",
    title: "Dark or light",
    group: "View",
    keys: [],
    run: switchTheme,
  },
  {
    id: "shortcuts",
    title: "Keyboard shortcuts",
    group: "View",
    keys: ["Mod+Shift+K"],
    inFields: true,
    run: () => appStore.setState({ dialog: { kind: "shortcuts" } }),
  },
  {
    id: "catalogue",
    title: "Solvers and schedules",
    group: "View",
    keys: ["F1"],
    inFields: true,
    run: () => appStore.setState({ dialog: { kind: "catalogue" } }),
  },
];

export function findCommand(id: string): Command | undefined {
  return commands.find((command) => command.id === id);
}
