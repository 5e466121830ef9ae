import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { build } from "vite";
import { fingerprint } from "./fingerprint.mjs";
import { root } from "./project.mjs";

// Built aside and then swapped in: a program that starts meanwhile never meets half a dist/.
const fresh = `${root}.cache/dist-${process.pid}`;
const old = `${root}.cache/dist-old-${process.pid}`;
/** Each settings file, the entry that it needs, and where it writes inside dist/. */
const parts = [
  { settings: "node", outDir: fresh },
  { settings: "preload", outDir: `${fresh}/electron` },
  { settings: "renderer", outDir: `${fresh}/renderer` },
];

const from = fingerprint();
mkdirSync(`${root}.cache`, { recursive: true });
for (const name of readdirSync(`${root}.cache`)) {
  // what a build left behind that was ended in its middle; only one builds at a time
  if (name.startsWith("dist-")) {
    rmSync(`${root}.cache/${name}`, { recursive: true, force: true });
  }
}
try {
  for (const { settings, outDir } of parts) {
    await build({
      configFile: `${root}build/vite.${settings}.config.ts`,
      logLevel: "warn",
      build: { outDir, emptyOutDir: false },
    });
  }
  writeFileSync(`${fresh}/built-from`, from);
  if (existsSync(`${root}dist`)) renameSync(`${root}dist`, old);
  renameSync(fresh, `${root}dist`);
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
} finally {
  rmSync(fresh, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}
