import type { NodeDescription } from "../../engine/node-definition.ts";
import { element, icon, icons } from "./dom.ts";
import { createListBox } from "./list-box.ts";
import type { Overlay } from "./overlay.ts";
import { rankNodes, type LooseEnd, type RankedNode } from "./rank-nodes.ts";

/** The box to look for a node in, at a point of the window. */
export function openSearchBox(
  overlay: Overlay,
  nodes: readonly NodeDescription[],
  at: { readonly clientX: number; readonly clientY: number },
  end: LooseEnd | undefined,
  choose: (found: RankedNode) => void,
): void {
  const field = element("input", {
    type: "text",
    class: "sw-search-field",
    placeholder:
      end === undefined
        ? "Search nodes"
        : `Nodes for ${end.types.join(" or ").toLowerCase()}`,
    "aria-label": "Search nodes",
    autocomplete: "off",
    spellcheck: "false",
  });
  let found: RankedNode[] = [];
  const box = createListBox(field, "Nodes", (index) => {
    const entry = found[index];
    if (entry === undefined) return;
    popup.close();
    choose(entry);
  });
  const root = element(
    "div",
    { class: "sw-search", role: "dialog", "aria-label": "Add a node" },
    element("div", { class: "sw-search-head" }, icon(...icons.search), field),
    box.root,
  );
  const update = () => {
    found = rankNodes(nodes, field.value, end);
    box.show(
      found.map(({ node, socket, by }) => ({
        title: node.title,
        note: `${by ?? node.category}${socket === undefined ? "" : " · fits"}`,
        dots: [nodeDot(node)],
      })),
    );
  };
  field.addEventListener("input", update);
  field.addEventListener("keydown", (event) => box.key(event));
  update();
  const popup = overlay.open(
    root,
    { left: at.clientX, top: at.clientY, width: 0, height: 0 },
    { cover: true },
  );
  field.focus();
}

/** The variable of a node's colour in lists: that of what it makes, or of what it takes. */
export function nodeDot(node: NodeDescription): string {
  const made = Object.values(node.outputs)[0]?.type;
  const taken = Object.values(node.inputs).find(({ kind }) => kind === "port");
  const type = made ?? (taken?.kind === "port" ? taken.type : "number");
  return `--type-${type.toLowerCase()}`;
}
