import { readFileSync } from "node:fs";

/**
 * What came of the tests of one program.
 * @typedef {{ passed: number, failed: string[], skipped: { name: string, reason: string }[] }} Counts
 */

/**
 * Reads what vitest.config.ts wrote.
 * @param {string} file
 * @returns {Counts}
 */
export function vitestCounts(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * Reads what Playwright's JSON reporter wrote. A test that passed only when tried again counts as failed.
 * @param {string} file
 * @returns {Counts}
 */
export function playwrightCounts(file) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: [], skipped: [] };
  const report = JSON.parse(readFileSync(file, "utf8"));
  for (const error of report.errors ?? []) counts.failed.push(error.message);
  for (const suite of report.suites ?? []) addSuite(counts, suite, []);
  return counts;
}

/**
 * @typedef {{ title: string, suites?: Suite[], specs?: { title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }[] }} Suite
 * @param {Counts} counts
 * @param {Suite} suite
 * @param {string[]} above
 */
function addSuite(counts, suite, above) {
  const titles = [...above, suite.title];
  for (const spec of suite.specs ?? []) {
    const name = [...titles, spec.title].join(" > ");
    for (const { status, annotations } of spec.tests) {
      if (status === "expected") counts.passed += 1;
      else if (status !== "skipped") counts.failed.push(name);
      else {
        const because = annotations.find(
          ({ type }) => type === "skip" || type === "fixme",
        );
        counts.skipped.push({
          name,
          reason: because?.description ?? "no reason was given",
        });
      }
    }
  }
  for (const child of suite.suites ?? []) addSuite(counts, child, titles);
}
