import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const entries = {
  "cli/main": `${root}cli/main.ts`,
  "cli/child": `${root}cli/child.ts`,
  "electron/main": `${root}electron/main.ts`,
  "electron/child": `${root}electron/child.ts`,
  "electron/engine": `${root}electron/engine.ts`,
};

/** What runs in Node and in Electron's own processes. Only native packages stay outside the bundle. */
export default defineConfig({
  root,
  ssr: {
    noExternal: true,
    external: ["onnxruntime-node", "sharp", "electron"],
  },
  build: {
    ssr: true,
    target: "node20",
    outDir: `${root}dist`,
    emptyOutDir: false,
    sourcemap: true,
    rollupOptions: {
      input: Object.fromEntries(
        Object.entries(entries).filter(([, file]) => existsSync(file)),
      ),
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "shared/[name]-[hash].js",
      },
    },
  },
});
