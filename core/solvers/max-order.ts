import type { Parameters } from "../parameter.ts";

/** How many slopes a multistep solver may take, as diff-sampler and ComfyUI name it. */
export function maxOrder(by: number) {
  return {
    max_order: {
      kind: "number",
      title: "Order",
      default: by,
      min: 1,
      max: 4,
      whole: true,
      description: "How many slopes a step takes; the first steps have fewer.",
    },
  } as const satisfies Parameters;
}
