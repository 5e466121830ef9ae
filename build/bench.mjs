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
        "optimize-cost": `${root}test/bench/optimize-cost.ts`,
        "bare-calls": `${root}test/bench/bare-calls.ts`,
      },
    },
  },
});
/** Programs of their own, `npm run bench -- optimize [model …]`, and the models that they look at where none are given. */
const programs = new Map([
  // what tuned schedules gain
  ["optimize", ["optimize-table", "ring-of-8", "checkerboard", "grid-of-25"]],
  // what an optimization takes beside the model
  ["optimize-cost", ["optimize-cost", "emoji-32"]],
]);
const [, , what, ...given] = process.argv;
const [program, ...models] = programs.get(what ?? "") ?? [];
const done = spawnSync(
  process.execPath,
  program === undefined
    ? [`${outDir}/main.js`, root, `${outDir}/bare-calls.js`]
    : [`${outDir}/${program}.js`, ...(given.length > 0 ? given : models)],
  { stdio: "inherit" },
);
process.exitCode = done.status ?? 1;
