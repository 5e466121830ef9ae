import { join } from "node:path";
import { expect, test } from "vitest";
import { command as sample } from "../../../cli/commands/sample.ts";
import { pipelineFolder } from "../../models/pipeline/reference.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();

test("sample says that a table is not the pipeline's, and nothing of the one that is", async () => {
  const saidWith = async (...table: string[]): Promise<string[]> => {
    const said: string[] = [];
    const options =
      "--prompt cat --width 32 --height 32 --steps 2 --solver euler --schedule ays";
    await runCommand(
      sample,
      [
        ...options.split(" "),
        "--model",
        pipelineFolder("sdxl-optimum"),
        "--out",
        join(folder, "table.npy"),
        ...table,
      ],
      undefined,
      (message) => said.push(message),
    );
    return said;
  };
  expect(await saidWith()).toEqual([
    "The table is that of SD 1.5 (sd15), and the pipeline sdxl-optimum is SDXL: choose the table sdxl.",
  ]);
  expect(await saidWith("--table", "sdxl")).toEqual([]);
});
