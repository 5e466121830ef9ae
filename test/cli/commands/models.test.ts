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
