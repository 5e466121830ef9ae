import { runChecks } from "./checks.mjs";
import { setUp } from "./set-up.mjs";

await setUp();
let failed = 0;
for (const { name, problem, seconds } of runChecks()) {
  if (problem !== undefined) {
    failed += 1;
    console.log(problem);
  }
  const mark = problem === undefined ? "ok  " : "FAIL";
  console.log(`${mark} ${name} (${seconds.toFixed(1)} s)`);
}
process.exitCode = failed === 0 ? 0 : 1;
