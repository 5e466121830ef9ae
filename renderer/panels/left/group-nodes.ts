import type { NodeDescription } from "../../../engine/node-definition.ts";

/** The order in which people work; categories that are not listed come after these. */
const order = ["sampling", "schedules", "schedule-tools", "look", "files"];

/** Nodes by their category, in the order of work. */
export function groupByCategory(
  nodes: readonly NodeDescription[],
): (readonly [string, readonly NodeDescription[]])[] {
  const rank = (category: string) => {
    const index = order.indexOf(category);
    return index < 0 ? order.length : index;
  };
  return [...new Set(nodes.map((node) => node.category))]
    .toSorted((a, b) => rank(a) - rank(b))
    .map((category) => [
      category,
      nodes
        .filter((node) => node.category === category)
        .toSorted(
          (a, b) =>
            portCount(a) - portCount(b) || a.title.localeCompare(b.title, "en"),
        ),
    ]);
}

/** What needs nothing comes before what is built upon it. */
function portCount(node: NodeDescription): number {
  return Object.values(node.inputs).filter(
    (input) => input.kind === "port" && !input.optional,
  ).length;
}

/** `image-tools` reads `Image tools`. */
export function categoryTitle(category: string): string {
  const spaced = category.replaceAll("-", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
