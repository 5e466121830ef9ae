import { expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { readSigmasFile } from "../../cli/array-file.ts";
import { temporaryFolder } from "./commands/command-line.ts";

const { folder, file } = temporaryFolder();

test("noise levels are read in any format, and what can be meant in another way is said", async () => {
  const said: string[] = [];
  const say = (notice: string) => void said.push(notice);
  expect(await readSigmasFile(file("a.csv", "sigma\n2\n0.5\n"), say)).toEqual([
    2, 0.5,
  ]);
  expect(said).toEqual([]);
  expect(await readSigmasFile(file("b.txt", "2,5; 0,5"), say)).toEqual([
    2.5, 0.5,
  ]);
  expect(said).toEqual(["Commas were read as decimal commas: 2,5 as 2.5."]);
});

test("a file that is not there is refused in a sentence that names the option", async () => {
  const path = `${folder}/none.json`;
  await expect(readSigmasFile(path, () => {})).rejects.toThrow(
    new BadInput(
      `--sigmas ${path} cannot be read: there is no such file or folder`,
    ),
  );
});
