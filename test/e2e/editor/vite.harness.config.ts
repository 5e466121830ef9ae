import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page that mounts the editor alone. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "error",
  build: {
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
