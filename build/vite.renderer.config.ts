import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The window: one page, the same for the desktop and the browser. */
export default defineConfig({
  root: fileURLToPath(new URL("../renderer", import.meta.url)),
  base: "./",
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("../dist/renderer", import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    // litegraph's number prompt has an eval; ours replaces that prompt, and the page's policy forbids eval
    rollupOptions: { checks: { eval: false } },
  },
});
