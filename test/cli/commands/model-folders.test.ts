import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { command } from "../../../cli/commands/models.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_HOME", join(folder, "home"));
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));
afterAll(() => vi.unstubAllEnvs());

const own = join(folder, "own");
mkdirSync(own);
file("own/ring.onnx", "content");
const usual = join(folder, "home", "models");

test("a folder is added once, listed with its models, and removed", async () => {
  await runCommand(command, ["folders", "add", own]);
  const added = await runCommand(command, ["folders", "add", own]);
  const listed = {
    folders: [
      // it is not there yet, and so empty
      { path: usual, models: [] },
      {
        path: own,
        models: [
          {
            kind: "onnx",
            name: "ring.onnx",
            path: join(own, "ring.onnx"),
            bytes: 7,
          },
        ],
      },
    ],
  };
  expect(added).toEqual(listed);
  expect(await runCommand(command, ["folders"])).toEqual(listed);
  expect(await runCommand(command, ["folders", "remove", own])).toEqual({
    folders: [expect.objectContaining({ path: usual })],
  });
});

test.each([
  [["folders", "add"], "models folders add must name a folder, got nothing."],
  [
    ["folders", "add", join(folder, "none")],
    `models folders add must name a folder, but ${join(folder, "none")} does not exist.`,
  ],
  [
    ["folders", "add", join(own, "ring.onnx")],
    `models folders add must name a folder, but ${join(own, "ring.onnx")} is a file.`,
  ],
  [
    ["folders", "remove", folder],
    `models folders remove must name a folder of the list, got ${folder}; it has none.`,
  ],
  [
    ["folders", "clear"],
    'models folders takes add, remove or list, got "clear".',
  ],
  [["ring-of-8", "add"], 'models ring-of-8 takes nothing more, got "add".'],
])("models %j is refused", async (words, sentence) => {
  await expect(runCommand(command, words)).rejects.toThrow(sentence);
});
