import type { NamedToy } from "../toy.ts";

export const twoMoons: NamedToy = {
  title: "Two moons",
  json: {
    format: "stepwright-toy",
    kind: "two-moons",
    radius: 1,
    std: 0.05,
    count: 40,
  },
};
