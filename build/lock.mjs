import {
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./project.mjs";

/** How long a lock without a readable owner may stand: its maker died between making and signing it. */
const unsignedMs = 5000;

/**
 * Does the work while no other process does work under the same lock.
 * A lock whose process is gone is taken over.
 * @template T
 * @param {string} folder - The lock is this folder; it exists while the lock is held.
 * @param {string} what - What the others are waiting for, for the message.
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, what, work) {
  mkdirSync(dirname(folder), { recursive: true });
  for (let waited = 0; !take(folder); waited += 100) {
    if (waited === 500) say(`waiting for another process: ${what}`);
    if (abandoned(folder)) rmSync(folder, { recursive: true, force: true });
    else await sleep(100);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (code(error) === "EEXIST") return false;
    throw error;
  }
  writeFileSync(`${folder}/pid`, String(process.pid));
  return true;
}

/** @param {string} folder */
function abandoned(folder) {
  try {
    process.kill(Number(readFileSync(`${folder}/pid`, "utf8")), 0);
    return false;
  } catch (error) {
    if (code(error) === "ESRCH") return true;
    if (code(error) === "EPERM") return false;
  }
  try {
    return Date.now() - statSync(folder).mtimeMs > unsignedMs;
  } catch {
    return false;
  }
}

/** @param {unknown} error */
function code(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
