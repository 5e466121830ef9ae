import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";

/**
 * Builds one file as the real programs are built, into a folder of its own, and gives the path of the program.
 * @param parent - Where that folder is made: inside the project where the program needs onnxruntime or a bundled model.
 */
export async function buildModule(
  file: string,
  parent: string = tmpdir(),
): Promise<string> {
  const folder = await mkdtemp(join(parent, "stepwright-program-"));
  await build({
    configFile: false,
    logLevel: "error",
    root: dirname(file),
    ssr: { noExternal: true, external: ["onnxruntime-node"] },
    build: {
      ssr: true,
      target: "node20",
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: { program: file },
        output: { format: "es", entryFileNames: "[name].mjs" },
      },
    },
  });
  return join(folder, "program.mjs");
}
