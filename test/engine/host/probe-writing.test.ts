import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { probeWriting } from "../../../engine/host/probe-writing.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwright-probe-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "there.txt");
writeFileSync(file, "kept");

test("what can be written is tried and nothing is left behind, also where its folder is yet to be made", async () => {
  await probeWriting(join(folder, "new.npy"));
  await probeWriting(file);
  await probeWriting(join(folder, "a", "b", "new.npy"));
  expect(readdirSync(folder)).toEqual(["there.txt"]);
});

test.each([
  ["a folder", folder, "EISDIR"],
  ["a place in a file", join(file, "new.npy"), "ENOTDIR"],
  ["a place deep in a file", join(file, "a", "new.npy"), "ENOTDIR"],
  ["a name that is too long", join(folder, "x".repeat(300)), "ENAMETOOLONG"],
])("%s is refused", async (_, path, code) => {
  await expect(probeWriting(path)).rejects.toMatchObject({ code });
  expect(readdirSync(folder)).toEqual(["there.txt"]);
});
