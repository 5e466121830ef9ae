import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { incompleteLock } from "./incomplete-lock.mjs";
import { root } from "./project.mjs";

/** Each is one program that says nothing where all is well. */
const programs = [
  {
    name: "types: every folder compiles and imports only what it may",
    program: "typescript/bin/tsc",
    args: ["-b"],
  },
  {
    name: "lint: no rule is broken",
    program: "oxlint/bin/oxlint",
    args: ["--type-aware", "--deny-warnings"],
  },
  {
    name: "unused: every file, export and package is used",
    program: "knip/bin/knip.js",
    args: ["--no-progress", "--treat-config-hints-as-errors"],
  },
  {
    name: "format: prettier would change nothing",
    program: "prettier/bin/prettier.cjs",
    args: [
      "--check",
      "--log-level=warn",
      "--cache",
      "--cache-location=.cache/prettier",
      ".",
    ],
  },
];

/** Style rule 2: one idea per file. */
const longestFile = 300;

/**
 * Runs every check, one after the other.
 * @returns {Generator<{ name: string, problem?: string, seconds: number }>} `problem` is what is wrong, absent where nothing is.
 */
export function* runChecks() {
  for (const { name, program, args } of programs) {
    yield timed(name, () => {
      const done = spawnSync(
        process.execPath,
        [`${root}node_modules/${program}`, ...args],
        { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
      );
      if (done.status === 0) return undefined;
      return `${done.stdout}${done.stderr}`.trim() || String(done.error);
    });
  }
  yield timed("lock: every platform's packages are named", incompleteLock);
  yield timed(
    `size: no source file is longer than ${longestFile} lines`,
    longFiles,
  );
}

/**
 * @param {string} name
 * @param {() => string | undefined} check
 */
function timed(name, check) {
  const started = Date.now();
  const problem = check();
  const seconds = (Date.now() - started) / 1000;
  return { name, seconds, ...(problem === undefined ? {} : { problem }) };
}

function longFiles() {
  const list = spawnSync(
    "git",
    ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"],
    { cwd: root, encoding: "utf8" },
  );
  if (list.status !== 0) return undefined;
  const long = list.stdout
    .split("\n")
    .filter((file) => file !== "")
    .map((file) => ({ file, lines: lineCount(file) }))
    .filter(({ lines }) => lines > longestFile);
  if (long.length === 0) return undefined;
  return long.map(({ file, lines }) => `${file}: ${lines} lines`).join("\n");
}

/** @param {string} file */
function lineCount(file) {
  try {
    return readFileSync(`${root}${file}`, "utf8").split("\n").length - 1;
  } catch {
    return 0;
  }
}
