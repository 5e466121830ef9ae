import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildModule } from "./build-module.ts";

export interface Programs {
  readonly child: string;
  readonly engine: string;
  remove(): Promise<void>;
}

/** Builds test-child.ts and test-engine.ts. */
export async function buildPrograms(): Promise<Programs> {
  const [child = "", engine = ""] = await Promise.all(
    ["test-child.ts", "test-engine.ts"].map((name) =>
      buildModule(fileURLToPath(new URL(name, import.meta.url))),
    ),
  );
  return {
    child,
    engine,
    async remove() {
      for (const program of [child, engine])
        await rm(dirname(program), { recursive: true });
    },
  };
}
