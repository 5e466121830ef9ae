import type { NodeDescription } from "../../../engine/node-definition.ts";

/** The order in which people work; categories that are not listed come after these. */
const order = [
  "sampling",
  "pipeline",
  "schedules",
  "schedule-tools",
  "look",
  "files",
];

/** Nodes before the others of their category, in the order in which people come to need them; those are by title. */
const first = [
  "sampling/model",
  "sampling/solver",
  "sampling/guidance",
  "sampling/sampler",
  "pipeline/load-pipeline",
  "pipeline/prompt",
  "pipeline/prompt-guidance",
  "pipeline/empty-latent",
  "pipeline/vae-decode",
  "pipeline/vae-encode",
  "schedules/schedule",
  "schedules/optimize-schedule",
  "schedules/pick-schedule",
  "schedules/edit-schedule",
  "schedules/manual-schedule",
  "schedules/load-schedule",
];

/** Nodes by their category, in the order of work. */
export function groupByCategory(
  nodes: readonly NodeDescription[],
): (readonly [string, readonly NodeDescription[]])[] {
  return [...new Set(nodes.map((node) => node.category))]
    .toSorted((a, b) => place(order, a) - place(order, b))
    .map((category) => [
      category,
      nodes
        .filter((node) => node.category === category)
        .toSorted(
          (a, b) =>
            place(first, a.id) - place(first, b.id) ||
            a.title.localeCompare(b.title, "en"),
        ),
    ]);
}

/** Where something is in a list; after all of it where it is not. */
function place(list: readonly string[], one: string): number {
  const index = list.indexOf(one);
  return index < 0 ? list.length : index;
}

/** `image-tools` reads `Image tools`. */
export function categoryTitle(category: string): string {
  const spaced = category.replaceAll("-", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
