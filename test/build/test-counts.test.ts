import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { playwrightCounts } from "../../build/test-counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "stepwright counts "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(value: object): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const spec = (title: string, status: string, annotations: object[] = []) => ({
  title,
  tests: [{ status, annotations }],
});

test("passed, failed, flaky and skipped tests of nested suites are counted, a skip with its reason", () => {
  const file = report({
    suites: [
      {
        title: "a.spec.ts",
        specs: [spec("one", "expected"), spec("two", "flaky")],
        suites: [
          {
            title: "group",
            specs: [
              spec("three", "unexpected"),
              spec("four", "skipped", [
                { type: "skip", description: "no display" },
              ]),
              spec("five", "skipped"),
            ],
          },
        ],
      },
    ],
  });
  expect(playwrightCounts(file)).toEqual({
    passed: 1,
    failed: ["a.spec.ts > two", "a.spec.ts > group > three"],
    skipped: [
      { name: "a.spec.ts > group > four", reason: "no display" },
      { name: "a.spec.ts > group > five", reason: "no reason was given" },
    ],
  });
});

test("a spec file that cannot be loaded is a failure", () => {
  const file = report({ suites: [], errors: [{ message: "no such module" }] });
  expect(playwrightCounts(file).failed).toEqual(["no such module"]);
});
