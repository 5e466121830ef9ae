import type { Graph, GraphNode } from "../../../engine/graph.ts";
import type { NodeDescription } from "../../../engine/node-definition.ts";
import { inputLabel } from "../../editor/input-label.ts";
import { useApp } from "../../run/app-store.ts";
import { revealNode } from "../../run/run-actions.ts";
import { socketColor } from "../left/type-color.ts";

/** Where the node's sockets get their values from. */
export function LinkedInputs({
  graph,
  node,
  description,
}: {
  graph: Graph;
  node: GraphNode;
  description: NodeDescription;
}) {
  const types = useApp((state) => state.facts?.nodesById);
  const ports = Object.entries(description.inputs).flatMap(([name, input]) =>
    input.kind === "port" ? [{ name, input }] : [],
  );
  if (ports.length === 0) return null;
  return (
    <>
      <h3 className="caption">Inputs</h3>
      <ul className="plain-list">
        {ports.map(({ name, input }) => {
          const from = graph.links.find(
            (link) => link.to.node === node.id && link.to.input === name,
          )?.from.node;
          const source = graph.nodes.find((each) => each.id === from);
          const title =
            source &&
            (source.title ?? types?.get(source.type)?.title ?? source.type);
          return (
            <li key={name} className="port-row" title={input.description}>
              <span
                className="type-dot"
                style={{ background: socketColor(input.type) }}
                aria-hidden
              />
              <span className="dim">{inputLabel(name, input)}</span>
              {source === undefined ? (
                <span className={input.optional ? "dim" : "warning"}>
                  {input.optional ? "not linked" : "to be linked"}
                </span>
              ) : (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => revealNode(source.id)}
                >
                  {title}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
