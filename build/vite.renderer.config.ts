import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The window: one page, the same for the desktop and the browser. */
export default defineConfig({
  root: new URL("../renderer", import.meta.url).pathname,
  base: "./",
  plugins: [react()],
  build: {
    outDir: new URL("../dist/renderer", import.meta.url).pathname,
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
