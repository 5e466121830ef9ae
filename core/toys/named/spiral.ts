import type { NamedToy } from "../toy.ts";

export const spiral: NamedToy = {
  title: "Spiral",
  json: {
    format: "stepwright-toy",
    kind: "spiral",
    turns: 2,
    radius: 2,
    std: 0.05,
    count: 100,
  },
};
