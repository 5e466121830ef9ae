import { expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { readSigmas } from "../../cli/read-sigmas.ts";
import { temporaryFolder } from "./commands/command-line.ts";

const { folder, file } = temporaryFolder();

test("noise levels are read in any format, and what can be meant in another way is said", async () => {
  const said: string[] = [];
  const say = (notice: string) => void said.push(notice);
  expect(await readSigmas(file("a.csv", "sigma\n2\n0.5\n"), say)).toMatchObject(
    {
      sigmas: [2, 0.5],
      source: "a.csv",
      process: "variance-exploding",
    },
  );
  expect(said).toEqual([]);
  expect((await readSigmas(file("b.txt", "2,5; 0,5"), say)).sigmas).toEqual([
    2.5, 0.5,
  ]);
  expect(said).toEqual(["Commas were read as decimal commas: 2,5 as 2.5."]);
});

test("a file may say that its levels are times of a flow", async () => {
  const text = "flow_sigmas = [1.0, 0.5]";
  expect(await readSigmas(file("c.py", text), () => {})).toMatchObject({
    sigmas: [1, 0.5, 0],
    source: "c.py",
    process: "flow",
  });
});

test("a file that is not there is refused in a sentence that names the option", async () => {
  const path = `${folder}/none.json`;
  await expect(readSigmas(path, () => {})).rejects.toThrow(
    new BadInput(
      `--sigmas ${path} cannot be read: there is no such file or folder`,
    ),
  );
});

test.each([
  "14.6 2.5 0",
  "14,6; 2,5; 0",
  "[14.6, 2.5, 0]",
  "sigmas=[14.6,2.5,0]",
])("%s is no file and is read itself", async (text) => {
  const { sigmas, source } = await readSigmas(text, () => {});
  expect(sigmas).toEqual([14.6, 2.5, 0]);
  expect(source).toBe("--sigmas");
});

test.each([
  [
    "[14.6, 2.5",
    '--sigmas is cut off: 1 bracket is not closed at its end, which is "[14.6, 2.5"',
  ],
  [
    "14.6, 20, 0",
    "--sigmas: noise level 2 of 3 must be below the one before it, 14.6, got 20",
  ],
  [
    "14,abc",
    '--sigmas must hold numbers such as 14.6, 6.47, 0.03, got "abc", entry 2 of 2',
  ],
  [
    "14.6 2.5 NaN 0",
    '--sigmas must hold numbers such as 14.6, 6.47, 0.03, got "NaN", entry 3 of 4',
  ],
  [
    "[14.6, 2.5, two]",
    '--sigmas must hold numbers between the brackets, got "two", entry 3 of 3',
  ],
  ["edm", '--sigmas must hold numbers such as 14.6, 6.47, 0.03, got "edm"'],
  ["", "--sigmas must hold noise levels such as 14.6, 6.47, 0.03, got nothing"],
  ["80", "--sigmas must have at least two noise levels, got 1"],
])("%s is refused in one sentence", async (text, sentence) => {
  await expect(readSigmas(text, () => {})).rejects.toThrow(
    new BadInput(sentence),
  );
});

test.each(["levels/edm", "three.json", "10 steps.csv"])(
  "%s is the name of a file that is not there",
  async (name) => {
    await expect(readSigmas(name, () => {})).rejects.toThrow(
      `--sigmas ${name} cannot be read: there is no such file or folder`,
    );
  },
);

test("a file that begins like numbers is still a file", async () => {
  const path = file("3,1.txt", "5 2");
  expect((await readSigmas(path, () => {})).sigmas).toEqual([5, 2]);
});
