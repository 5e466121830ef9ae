import { Search } from "lucide-react";
import { useState } from "react";
import type { NodeDescription } from "../../../engine/node-definition.ts";
import { rankNodes, type RankedNode } from "../../editor/rank-nodes.ts";
import { useApp } from "../../run/app-store.ts";
import { addNode } from "../../run/document-actions.ts";
import { nodeDragType } from "../../run/listen-for-drops.ts";
import { categoryTitle, groupByCategory } from "./group-nodes.ts";
import { typeColor } from "./type-color.ts";

const noNodes: readonly NodeDescription[] = [];

/** The library: every node by category, or what a search finds. */
export function NodesPage() {
  const nodes = useApp((state) => state.facts?.nodes) ?? noNodes;
  const [query, setQuery] = useState("");
  const found = rankNodes(nodes, query);
  return (
    <>
      <label className="search-field">
        <Search size={14} aria-hidden />
        <input
          type="search"
          placeholder="Search nodes"
          aria-label="Search nodes"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setQuery("");
            if (event.key === "Enter" && found[0]) addNode(found[0].node.id);
          }}
        />
      </label>
      {query.trim() === "" ? (
        groupByCategory(nodes).map(([category, members]) => (
          <section key={category}>
            <h3 className="caption">{categoryTitle(category)}</h3>
            <NodeList nodes={members.map((node) => ({ node }))} />
          </section>
        ))
      ) : (
        <NodeList nodes={found} />
      )}
      {found.length === 0 && (
        <p className="hint">
          No node is called “{query}”. Try a word of its title, such as
          “schedule”.
        </p>
      )}
    </>
  );
}

function NodeList({ nodes }: { nodes: readonly RankedNode[] }) {
  return (
    <ul className="plain-list">
      {nodes.map(({ node, by }) => (
        <li key={node.id}>
          <button
            type="button"
            className="library-node"
            draggable
            title={node.description}
            onClick={() => addNode(node.id)}
            onDragStart={(event) => {
              event.dataTransfer.setData(nodeDragType, node.id);
              event.dataTransfer.effectAllowed = "copy";
            }}
          >
            <span
              className="type-dot"
              style={{ background: typeColor(node) }}
              aria-hidden
            />
            <span className="library-title">{node.title}</span>
            {by !== undefined && <span className="library-name">{by}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
