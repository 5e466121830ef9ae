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
        "optimize-cost": `${root}test/bench/optimize-cost.ts`,
        "bare-calls": `${root}test/bench/bare-calls.ts`,
      },
    },
  },
});
const evidence = `${outDir}/evidence.js`;
/**
 * Programs of their own, `npm run bench -- nfe [model …]`: the evidence for optimized schedules, and what an optimization takes
 * beside the model.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const programs = {
  optimize: [evidence, root, "optimize"],
  nfe: [evidence, root, "nfe"],
  "table-4": [evidence, root, "table-4"],
  "optimize-cost": [`${outDir}/optimize-cost.js`],
};
const [, , what, ...given] = process.argv;
const program = programs[what ?? ""];
const done = spawnSync(
  process.execPath,
  program === undefined
    ? [`${outDir}/main.js`, root, `${outDir}/bare-calls.js`]
    : [...program, ...given],
  { stdio: "inherit" },
);
process.exitCode = done.status ?? 1;
