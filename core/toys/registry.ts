import { idOf } from "../file-id.ts";
import type { NamedToy } from "./toy.ts";

const files = import.meta.glob<Readonly<Record<string, NamedToy>>>(
  "./named/*.ts",
  { eager: true },
);

/** The toys in the box by id, the file's name in named/. */
export const namedToys: ReadonlyMap<string, NamedToy> = new Map(
  Object.entries(files).flatMap(([path, file]) =>
    Object.values(file).map((toy) => [idOf(path), toy] as const),
  ),
);
