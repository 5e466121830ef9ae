import type { Editor, EditorCommand } from "../../../renderer/editor/editor.ts";
import { createEditor } from "../../../renderer/editor/create-editor.ts";
import { mountPlot } from "../../../renderer/plots/mount-plot.ts";
import { descriptions } from "./descriptions.ts";

/** What the tests see of the page. */
export interface Harness {
  readonly editor: Editor;
  readonly notices: string[];
  readonly runs: string[];
  readonly selections: (readonly string[])[];
  changes: number;
  path: string | undefined;
  readonly mountPlot: typeof mountPlot;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const host = document.querySelector<HTMLElement>("#host");
if (host === null) throw new Error("the page has no host");

document.documentElement.dataset["theme"] =
  new URLSearchParams(location.search).get("theme") ?? "dark";

const notices: string[] = [];
const runs: string[] = [];
const selections: (readonly string[])[] = [];
const editor = createEditor(host, descriptions, {
  changed: () => {
    window.harness.changes++;
  },
  selected: (nodes) => selections.push(nodes),
  runNode: (node) => runs.push(node),
  choosePath: () => Promise.resolve(window.harness.path),
  firstValues: () => ({}),
  moreChoices: () => [],
  nodeActions: () => [],
  notice: (message) => notices.push(message),
  zoomed: () => undefined,
});
window.harness = {
  editor,
  notices,
  runs,
  selections,
  changes: 0,
  path: undefined,
  mountPlot,
};
editor.load({
  format: "stepwright-graph",
  version: 1,
  nodes: [],
  links: [],
  groups: [],
});

/** The keys as the window binds them, the few that the tests press. */
const keys: Readonly<Record<string, EditorCommand>> = {
  "ctrl+z": "undo",
  "ctrl+y": "redo",
  "ctrl+shift+z": "redo",
  "ctrl+a": "select-all",
  "ctrl+c": "copy",
  "ctrl+x": "cut",
  "ctrl+v": "paste",
  "ctrl+shift+v": "paste-with-links",
  delete: "delete",
  "ctrl+g": "group",
  "ctrl+m": "mute",
  "ctrl+b": "bypass",
  "alt+c": "collapse",
  p: "pin",
  ".": "fit",
  "alt+m": "minimap",
};
window.addEventListener("keydown", (event) => {
  const { target } = event;
  if (target instanceof HTMLInputElement) return;
  if (target instanceof HTMLTextAreaElement) return;
  const name = [
    event.ctrlKey ? "ctrl" : "",
    event.shiftKey ? "shift" : "",
    event.altKey ? "alt" : "",
    event.key.toLowerCase(),
  ]
    .filter((part) => part !== "")
    .join("+");
  const command = keys[name];
  if (command === undefined) return;
  event.preventDefault();
  editor.command(command);
});
