import { spawnSync } from "node:child_process";
import { build } from "vite";
import { ensureBuilt } from "./ensure-built.mjs";
import { root } from "./project.mjs";
import { setUp } from "./set-up.mjs";

await setUp();
await ensureBuilt();
const outDir = `${root}.cache/bench`;
await build({
  configFile: false,
  root,
  logLevel: "warn",
  ssr: {
    noExternal: true,
    external: ["onnxruntime-node", "@playwright/test"],
  },
  build: {
    ssr: true,
    target: "node20",
    outDir,
    emptyOutDir: true,
    rollupOptions: {
      input: {
        main: `${root}test/bench/main.ts`,
        "optimize-table": `${root}test/bench/optimize-table.ts`,
        "bare-calls": `${root}test/bench/bare-calls.ts`,
      },
    },
  },
});
// `npm run bench -- optimize [model …]` prints what tuned schedules gain instead
const [, , what, ...models] = process.argv;
const toys = ["ring-of-8", "checkerboard", "grid-of-25"];
const done = spawnSync(
  process.execPath,
  what === "optimize"
    ? [`${outDir}/optimize-table.js`, ...(models.length > 0 ? models : toys)]
    : [`${outDir}/main.js`, root, `${outDir}/bare-calls.js`],
  { stdio: "inherit" },
);
process.exitCode = done.status ?? 1;
