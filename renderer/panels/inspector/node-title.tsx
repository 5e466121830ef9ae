import { useState } from "react";
import type { GraphNode } from "../../../engine/graph.ts";
import { activeEditor } from "../../run/editors.ts";

/** The node's title, which can be typed over; emptied, it is the usual one again. */
export function NodeTitle({ node, usual }: { node: GraphNode; usual: string }) {
  const title = node.title ?? usual;
  const [typed, setTyped] = useState<string>();
  const take = () => {
    const wanted = typed?.trim();
    if (wanted !== undefined && wanted !== title)
      activeEditor()?.setTitle(node.id, wanted === "" ? usual : wanted);
    setTyped(undefined);
  };
  return (
    <input
      className="inspector-title title-field"
      aria-label="Title of the node"
      value={typed ?? title}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(undefined);
      }}
    />
  );
}
