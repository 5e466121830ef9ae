import { writeFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** Where `npm test` wants the counts; absent when vitest is run by itself. */
const countsFile = process.env["STEPWRIGHT_TEST_COUNTS"];

const counts: Reporter = {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.flatMap((test) => {
      const result = test.result();
      if (result.state !== "skipped") return [];
      const reason = result.note ?? "no reason was given";
      return [
        { name: `${test.module.relativeModuleId} > ${test.fullName}`, reason },
      ];
    });
    const failedTests = tests.filter(
      (test) => test.result().state === "failed",
    );
    // a file or a beforeAll that throws fails no test by name
    const failedModules = modules.filter(
      (module) =>
        module.state() === "failed" &&
        !failedTests.some((test) => test.module === module),
    );
    const failed = [
      ...failedTests.map(
        (test) => `${test.module.relativeModuleId} > ${test.fullName}`,
      ),
      ...failedModules.map(
        (module) => `${module.relativeModuleId} could not run`,
      ),
      ...unhandled.map((error) => `unhandled: ${error.message}`),
    ];
    const passed = tests.filter(
      (test) => test.result().state === "passed",
    ).length;
    if (countsFile !== undefined) {
      writeFileSync(countsFile, JSON.stringify({ passed, failed, skipped }));
    }
  },
};

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["test/e2e/**", "node_modules/**"],
    testTimeout: 60_000,
    // vitest would leave one of two processors idle
    maxWorkers: "100%",
    // loading the program anew for each file would take half of the time: what files share they leave as it was
    isolate: false,
    globalSetup: "test/folder-of-run.ts",
    // what is waited for comes late on a busy machine
    expect: { poll: { timeout: 20_000 } },
    reporters: ["default", ...(countsFile === undefined ? [] : [counts])],
  },
});
