import { expect, test } from "vitest";
import { command } from "../../../cli/commands/models.ts";
import { runCommand } from "./command-line.ts";

test("models lists every toy with its shape", async () => {
  expect(await runCommand(command, [])).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: "ring-of-8", kind: "toy", shape: [2] }),
      expect.objectContaining({ id: "checkerboard", kind: "toy" }),
    ]),
  );
});

test("models lists the models of emoji with their shapes and classes", async () => {
  const labels = expect.arrayContaining(["face", "fruit", "sky"]) as unknown;
  expect(await runCommand(command, [])).toEqual(
    expect.arrayContaining([
      {
        id: "emoji-32",
        kind: "image",
        title: "Emoji 32",
        shape: [3, 32, 32],
        labels,
      },
      {
        id: "emoji-64",
        kind: "image",
        title: "Emoji 64",
        shape: [3, 64, 64],
        labels,
      },
    ]),
  );
});
