import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = `${root}electron/preload.ts`;

/** The preload: a sandboxed script, so one CommonJS file that may require nothing but electron. */
export default defineConfig({
  root,
  ssr: { noExternal: true, external: ["electron"] },
  build: {
    ssr: existsSync(entry) ? entry : true,
    target: "chrome140",
    outDir: `${root}dist/electron`,
    emptyOutDir: false,
    sourcemap: true,
    rollupOptions: {
      output: { format: "cjs", entryFileNames: "preload.cjs" },
    },
  },
});
