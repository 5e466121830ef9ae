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
        evidence: `${root}test/bench/evidence/main.ts`,
        "bare-calls": `${root}test/bench/bare-calls.ts`,
      },
    },
  },
});
// with the name of a table `npm run bench` prints the evidence for optimized schedules instead of times
const [, , ...asked] = process.argv;
const done = spawnSync(
  process.execPath,
  asked.length > 0
    ? [`${outDir}/evidence.js`, root, ...asked]
    : [`${outDir}/main.js`, root, `${outDir}/bare-calls.js`],
  { stdio: "inherit" },
);
process.exitCode = done.status ?? 1;
