import type { NamedToy } from "../toy.ts";

export const checkerboard: NamedToy = {
  title: "Checkerboard",
  json: {
    format: "stepwright-toy",
    kind: "checkerboard",
  },
};
