import { findChromium, installChromium } from "./find-chromium.mjs";
import {
  displayProblem,
  downloadElectron,
  findElectron,
} from "./find-electron.mjs";
import { installPackages } from "./install-packages.mjs";
import { requireNode, say } from "./project.mjs";

/** Makes the machine ready to run Stepwright; does nothing where it is. */
export async function setUp() {
  requireNode();
  await installPackages();
}

/**
 * Electron's binary for `npm start`, with one attempt to get it.
 * @returns {{ kind: "desktop", binary: string } | { kind: "browser", because: string }}
 */
export function setUpElectron() {
  const problem = displayProblem();
  if (problem !== undefined) return { kind: "browser", because: problem };
  const found = findElectron();
  if (found !== undefined) return { kind: "desktop", binary: found };
  const failure = downloadElectron();
  const binary = findElectron();
  return binary === undefined
    ? { kind: "browser", because: `Electron is not here: ${failure}` }
    : { kind: "desktop", binary };
}

/**
 * Chromium for the tests, with one attempt to get it.
 * @returns {Promise<string | undefined>}
 */
export async function setUpChromium() {
  const found = (await findChromium()) ?? (await installChromium());
  if (found !== undefined) say(`the browser tests use ${found}`);
  return found;
}
