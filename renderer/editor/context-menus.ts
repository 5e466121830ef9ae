import { setColor, removeLink, changeGroup, without } from "./edit-graph.ts";
import type { EditorDocument } from "./document.ts";
import type { EditorCommand } from "./editor.ts";
import { linkRecord } from "./graph-adapter.ts";
import type { MenuTarget } from "./canvas-hooks.ts";
import type { StepCanvas } from "./step-canvas.ts";
import type { MenuItem } from "./menu.ts";
import type { StepGroup } from "./step-group.ts";
import type { StepNode } from "./step-node.ts";
import { colorNames } from "./theme.ts";
import type { GraphLink } from "../../engine/graph.ts";

/** What the menus' entries do beside commands. */
export interface MenuActions {
  readonly document: EditorDocument;
  command(command: EditorCommand): void;
  runNode(node: string): void;
  /** What a node's menu has beside what every node's has. */
  nodeActions(node: string): readonly { readonly title: string; run(): void }[];
  rename(node: StepNode): void;
  renameGroup(group: StepGroup): void;
  search(): void;
}

function action(
  title: string,
  run: () => void,
  keys?: string,
  checked?: boolean,
): MenuItem {
  return {
    kind: "action",
    title,
    run,
    ...(keys !== undefined && { keys }),
    ...(checked !== undefined && { checked }),
  };
}

const separator: MenuItem = { kind: "separator" };

function colorItems(
  current: string | undefined,
  set: (color: string | undefined) => void,
): MenuItem[] {
  const named = Object.entries(colorNames).map(
    ([name, variable]): MenuItem => ({
      kind: "action",
      title: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      swatch: variable,
      checked: current === name,
      run: () => set(name),
    }),
  );
  return [
    {
      kind: "action",
      title: "None",
      swatch: "--node-header",
      checked: current === undefined,
      run: () => set(undefined),
    },
    ...named,
  ];
}

function nodeMenu(node: StepNode, actions: MenuActions): MenuItem[] {
  const { document } = actions;
  const command = (name: EditorCommand) => actions.command(name);
  const { record } = node;
  return [
    action("Run to this node", () => actions.runNode(node.graphId)),
    ...actions
      .nodeActions(node.graphId)
      .map((own) => action(own.title, () => own.run())),
    separator,
    action("Rename", () => actions.rename(node)),
    {
      kind: "submenu",
      title: "Colour",
      items: colorItems(record.color, (color) =>
        document.apply(
          setColor(document.read(), document.picked().nodes, color),
        ),
      ),
    },
    action(
      "Collapse",
      () => command("collapse"),
      "Alt+C",
      record.collapsed === true,
    ),
    action("Mute", () => command("mute"), "Ctrl+M", record.mode === "mute"),
    action(
      "Bypass",
      () => command("bypass"),
      "Ctrl+B",
      record.mode === "bypass",
    ),
    action("Pin", () => command("pin"), "P", record.pinned === true),
    separator,
    action("Duplicate", () => command("duplicate")),
    action("Copy", () => command("copy"), "Ctrl+C"),
    action("Group", () => command("group"), "Ctrl+G"),
    action("Delete", () => command("delete"), "Del"),
  ];
}

function canvasMenu(actions: MenuActions): MenuItem[] {
  const command = (name: EditorCommand) => actions.command(name);
  return [
    action("Add a node…", () => actions.search()),
    action("Paste", () => command("paste"), "Ctrl+V"),
    separator,
    action("Select all", () => command("select-all"), "Ctrl+A"),
    action("Group the selection", () => command("group"), "Ctrl+G"),
    action("Fit into view", () => command("fit"), "."),
    action("Minimap", () => command("minimap"), "Alt+M"),
  ];
}

function groupMenu(group: StepGroup, actions: MenuActions): MenuItem[] {
  const { document } = actions;
  return [
    action("Rename", () => actions.renameGroup(group)),
    {
      kind: "submenu",
      title: "Colour",
      items: colorItems(group.record.color, (color) =>
        document.apply(
          changeGroup(document.read(), group.order, (record) =>
            color === undefined
              ? without(record, "color")
              : { ...record, color },
          ),
        ),
      ),
    },
    action("Delete the group, keep its nodes", () => {
      const graph = document.read();
      document.apply({
        ...graph,
        groups: graph.groups.filter((_, index) => index !== group.order),
      });
    }),
    separator,
    ...canvasMenu(actions),
  ];
}

function linkMenu(link: GraphLink, actions: MenuActions): MenuItem[] {
  const { document } = actions;
  return [
    action("Delete the link", () =>
      document.apply(removeLink(document.read(), link)),
    ),
  ];
}

/** The name and the entries of the menu for what was pressed. */
export function menuFor(
  target: MenuTarget,
  canvas: StepCanvas,
  actions: MenuActions,
): [label: string, items: readonly MenuItem[]] {
  switch (target.kind) {
    case "node":
      return ["Node", nodeMenu(target.node, actions)];
    case "group":
      return ["Group", groupMenu(target.group, actions)];
    case "link": {
      const link = linkRecord(canvas.stepGraph, target.link);
      return ["Link", link === undefined ? [] : linkMenu(link, actions)];
    }
    case "canvas":
      return ["Canvas", canvasMenu(actions)];
  }
}
