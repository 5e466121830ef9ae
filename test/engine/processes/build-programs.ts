import { fileURLToPath } from "node:url";
import { buildModule } from "./build-module.ts";

/** Builds test-child.ts and test-engine.ts. */
export async function buildPrograms(): Promise<{
  child: string;
  engine: string;
}> {
  const [child, engine] = await Promise.all(
    ["test-child.ts", "test-engine.ts"].map((name) =>
      buildModule(fileURLToPath(new URL(name, import.meta.url))),
    ),
  );
  return { child: child ?? "", engine: engine ?? "" };
}
