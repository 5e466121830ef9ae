import { mkdirSync, rmSync } from "node:fs";
import { runChecks } from "./checks.mjs";
import { endWithNpm } from "./end-with-npm.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { root } from "./project.mjs";
import { setUp, setUpChromium } from "./set-up.mjs";
import { supervise } from "./supervise.mjs";
import { playwrightCounts, vitestCounts } from "./test-counts.mjs";

/** A stop for what hangs; a quiet machine needs a fraction of it. */
const deadline = Date.now() + 40 * 60_000;
const results = `${root}.cache/test-results`;

endWithNpm();
await setUp();
await ensureBuilt();
const chromium = await setUpChromium();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** @type {import("./test-counts.mjs").Counts} */
const total = { passed: 0, failed: [], skipped: [] };
for (const { name, problem, seconds } of runChecks()) {
  if (problem === undefined) total.passed += 1;
  else {
    console.log(problem);
    total.failed.push(name);
  }
  console.log(
    `${problem === undefined ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)`,
  );
}
const unitFile = `${results}/vitest.json`;
const unit = await supervise("vitest/vitest.mjs", ["run"], {
  env: { STEPWRIGHT_TEST_COUNTS: unitFile },
  limitMs: deadline - Date.now(),
});
add("unit tests", unit, () => vitestCounts(unitFile));

const browserFile = `${results}/playwright.json`;
const browser = await supervise(
  "@playwright/test/cli.js",
  ["test", "--reporter=list,json"],
  {
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: browserFile,
      ...(chromium === undefined ? {} : { STEPWRIGHT_CHROMIUM: chromium }),
    },
    limitMs: deadline - Date.now(),
  },
);
add("browser tests", browser, () => playwrightCounts(browserFile));

for (const { name, reason } of total.skipped)
  console.log(`SKIPPED ${name}: ${reason}`);
for (const name of total.failed) console.log(`FAILED ${name}`);
console.log(
  `${total.passed} passed, ${total.failed.length} failed, ${total.skipped.length} skipped`,
);
process.exitCode = total.failed.length === 0 ? 0 : 1;

/**
 * Adds what a program counted; a program that failed without naming a failed test is one failure itself.
 * @param {string} what
 * @param {string | undefined} failure
 * @param {() => import("./test-counts.mjs").Counts} read
 */
function add(what, failure, read) {
  /** @type {import("./test-counts.mjs").Counts} */
  let counts = { passed: 0, failed: [], skipped: [] };
  try {
    counts = read();
  } catch (error) {
    failure ??= `its counts cannot be read: ${String(error)}`;
  }
  if (failure !== undefined && counts.failed.length === 0) {
    counts.failed.push(`${what}: ${failure}`);
  }
  if (failure === undefined && counts.passed === 0) {
    counts.failed.push(`${what}: not one passed`);
  }
  total.passed += counts.passed;
  total.failed.push(...counts.failed);
  total.skipped.push(...counts.skipped);
}
