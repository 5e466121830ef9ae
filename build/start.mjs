import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { endWithNpm } from "./end-with-npm.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { displayProblem } from "./find-electron.mjs";
import { root, say } from "./project.mjs";
import { setUp, setUpElectron } from "./set-up.mjs";

/** Electron that ends sooner with an error has not opened its window. */
const windowOpensMs = 5000;

endWithNpm();
await setUp();
await ensureBuilt();
const where = setUpElectron();
const args = process.argv.slice(2);
if (where.kind === "desktop") openDesktop(where.binary);
else await openBrowser(where.because);

/** @param {string} binary */
function openDesktop(binary) {
  say("opening the desktop window");
  const asRoot = process.platform === "linux" && process.getuid?.() === 0;
  if (asRoot) say("running as root, so Chromium's sandbox is off");
  const child = spawn(
    binary,
    [...(asRoot ? ["--no-sandbox"] : []), root, ...args],
    {
      stdio: "inherit",
    },
  );
  // The terminal's Ctrl+C reaches the child too; we only outlive it to pass its exit code on.
  let stopped = false;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      stopped = true;
      child.kill(signal);
    });
  }
  child.on("error", (error) => {
    void openBrowser(`Electron did not start: ${error.message}`);
  });
  const started = Date.now();
  child.on("exit", (code, signal) => {
    if (code === 0 || stopped || Date.now() - started > windowOpensMs) {
      process.exit(code ?? 1);
    }
    // a library that is missing, a display that refuses
    void openBrowser(`Electron ended at once with ${code ?? signal}`);
  });
}

/** @param {string} because */
async function openBrowser(because) {
  const noDisplay = displayProblem() !== undefined;
  say(
    noDisplay
      ? `${because}: open the address below in a browser`
      : `opening the browser instead of the desktop window: ${because}`,
  );
  const program = `${root}dist/cli/main.js`;
  process.argv = [
    process.execPath,
    program,
    "serve",
    ...(noDisplay && !args.includes("--no-open") ? ["--no-open"] : []),
    ...args,
  ];
  await import(pathToFileURL(program).href);
}
