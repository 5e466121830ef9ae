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

test("models tells how a model in the box was trained and how good it is beside its floor", async () => {
  const from = "manifest.json";
  expect(await runCommand(command, ["emoji-32"])).toMatchObject({
    facts: expect.arrayContaining([
      ["trained", "1 h 49 min, 615936 pictures seen, 9624 steps of 64", from],
      ["data's licence", "SIL Open Font License 1.1", from],
      ["parameters", "2470531", from],
      [
        "Fréchet distance",
        "2.89 at guidance 1, 4.14 at guidance 2; floor 3.19 of the same drawings, 10.7 of the other half (in the last 64 features of a small classifier of the data set (features.py))",
        from,
      ],
      ["measured with", "512 samples of 18 steps", from],
    ]) as unknown,
  });
  expect(await runCommand(command, ["emoji-64"])).toMatchObject({
    facts: expect.arrayContaining([
      [
        "trained",
        "5 min, on one NVIDIA H200, 588544 pictures seen, 4598 steps of 128",
        from,
      ],
    ]) as unknown,
  });
});
