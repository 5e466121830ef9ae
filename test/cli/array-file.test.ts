import { expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { readSigmasFile } from "../../cli/array-file.ts";
import { temporaryFolder } from "./commands/command-line.ts";

const { folder, file } = temporaryFolder();

test("noise levels are read in any format, and what can be meant in another way is said", async () => {
  const said: string[] = [];
  const say = (notice: string) => void said.push(notice);
  expect(await readSigmasFile(file("a.csv", "sigma\n2\n0.5\n"), say)).toEqual({
    sigmas: [2, 0.5],
    source: "a.csv",
    process: "variance-exploding",
  });
  expect(said).toEqual([]);
  expect((await readSigmasFile(file("b.txt", "2,5; 0,5"), say)).sigmas).toEqual(
    [2.5, 0.5],
  );
  expect(said).toEqual(["Commas were read as decimal commas: 2,5 as 2.5."]);
});

test("a file may say that its levels are times of a flow", async () => {
  const text = "flow_sigmas = [1.0, 0.5]";
  expect(await readSigmasFile(file("c.py", text), () => {})).toEqual({
    sigmas: [1, 0.5, 0],
    source: "c.py",
    process: "flow",
  });
});

test("a file that is not there is refused in a sentence that names the option", async () => {
  const path = `${folder}/none.json`;
  await expect(readSigmasFile(path, () => {})).rejects.toThrow(
    new BadInput(
      `--sigmas ${path} cannot be read: there is no such file or folder`,
    ),
  );
});
