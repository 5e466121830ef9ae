import { readFileSync } from "node:fs";
import { root } from "./project.mjs";

/**
 * Packages of other platforms that package-lock.json does not name. npm leaves them out without a word where the
 * registry does not have them yet, and then `npm ci` refuses the lock file everywhere.
 * @returns {string | undefined} one line for each; undefined where none is missing.
 */
export function incompleteLock() {
  /** @type {Record<string, { version?: string, optionalDependencies?: Record<string, string> }>} */
  const packages = JSON.parse(
    readFileSync(`${root}package-lock.json`, "utf8"),
  ).packages;
  const missing = Object.entries(packages).flatMap(
    ([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(
          (name) =>
            packages[`${path}/node_modules/${name}`] === undefined &&
            packages[`node_modules/${name}`] === undefined,
        )
        .map((name) => `${path} needs ${name}: choose a version that has it`),
  );
  return missing.length === 0 ? undefined : missing.join("\n");
}
