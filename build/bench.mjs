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
        "optimize-memory": `${root}test/bench/optimize-memory.ts`,
        "bare-calls": `${root}test/bench/bare-calls.ts`,
      },
    },
  },
});
const evidence = `${outDir}/evidence.js`;
/**
 * Programs of their own, `npm run bench -- nfe [model …]`, with the models that they look at where none are given: the
 * evidence for optimized schedules, and what an optimization takes beside the model, in time and in memory.
 * @type {Readonly<Record<string, { readonly args: readonly string[], readonly models?: readonly string[] }>>}
 */
const programs = {
  optimize: { args: [evidence, root, "optimize"] },
  nfe: { args: [evidence, root, "nfe"] },
  "table-4": { args: [evidence, root, "table-4"] },
  "optimize-cost": {
    args: [`${outDir}/optimize-cost.js`],
    models: ["emoji-32"],
  },
  "optimize-memory": {
    args: [`${outDir}/optimize-memory.js`],
    models: ["ring-of-8", `${root}test/fixtures/onnx/pytorch-conv.onnx`],
  },
};
// `npm run bench -- models` is the part of it that is about opening and calling models
const [, , what, ...given] = process.argv;
const program = programs[what ?? ""];
const done = spawnSync(
  process.execPath,
  program === undefined
    ? [`${outDir}/main.js`, root, `${outDir}/bare-calls.js`, what ?? "all"]
    : [...program.args, ...(given.length > 0 ? given : (program.models ?? []))],
  { stdio: "inherit" },
);
process.exitCode = done.status ?? 1;
