import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Builds test-child.ts and test-engine.ts, as the real programs are built, into a folder of their own. */
export async function buildPrograms(): Promise<{
  child: string;
  engine: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), "stepwright-programs-"));
  await build({
    configFile: false,
    logLevel: "error",
    root: here,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: "node20",
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: {
          child: join(here, "test-child.ts"),
          engine: join(here, "test-engine.ts"),
        },
        output: { format: "es", entryFileNames: "[name].mjs" },
      },
    },
  });
  return {
    child: join(folder, "child.mjs"),
    engine: join(folder, "engine.mjs"),
  };
}
