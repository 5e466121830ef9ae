import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page that mounts the editor alone. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "error",
  build: {
    outDir: fileURLToPath(
      new URL("../../../.cache/editor-harness", import.meta.url),
    ),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
