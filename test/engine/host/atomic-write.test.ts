import { spawnSync } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import {
  writeFileAtomic,
  writeNewFile,
} from "../../../engine/host/atomic-write.ts";
import { probeWriting } from "../../../engine/host/probe-writing.ts";
import { buildModule } from "../processes/build-module.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-write-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a file is replaced, its folder made, and nothing else is left", async () => {
  const path = join(folder, "deep", "er", "a.json");
  await writeFileAtomic(path, "old");
  await writeFileAtomic(path, "new");
  expect(await readFile(path, "utf8")).toBe("new");
  expect(await readdir(join(folder, "deep", "er"))).toEqual(["a.json"]);
});

test("a pipe is written into and stays one", async () => {
  const pipe = join(folder, "pipe");
  expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
  const read = readFile(pipe, "utf8");
  await probeWriting(pipe);
  await writeFileAtomic(pipe, "through");
  expect(await read).toBe("through");
  expect((await stat(pipe)).isFIFO()).toBe(true);
  expect(await readdir(folder)).toEqual(["pipe"]);
});

test("many writes of one file at once leave one of them whole", async () => {
  const path = join(folder, "a.txt");
  const contents = Array.from({ length: 20 }, (_, index) =>
    String(index).repeat(10_000),
  );
  await Promise.all(contents.map((text) => writeFileAtomic(path, text)));
  expect(contents).toContain(await readFile(path, "utf8"));
  expect(await readdir(folder)).toEqual(["a.txt"]);
});

test("a new file never takes the place of another, however many are written at once", async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      writeNewFile(folder, "a.b.png", Uint8Array.of(index)),
    ),
  );
  const names = await readdir(folder);
  expect(names.toSorted()).toEqual(
    [
      "a.b.png",
      ...Array.from({ length: 11 }, (_, k) => `a.b-${k + 2}.png`),
    ].toSorted(),
  );
  const bytes = await Promise.all(
    names.map(async (name) => (await readFile(join(folder, name)))[0]),
  );
  expect(new Set(bytes).size).toBe(12);
});

test("a file where the folder should be is said", async () => {
  await writeFile(join(folder, "file"), "x");
  for (const write of [
    writeNewFile(join(folder, "file"), "a.png", new Uint8Array()),
    writeFileAtomic(join(folder, "file", "a.png"), ""),
  ])
    await expect(write).rejects.toThrow(
      "a part of the path is a file, not a folder",
    );
});

test("a name that leads elsewhere is refused", async () => {
  for (const name of ["../a.png", "a/b.png", "/etc/a.png", "", "a\0.png"])
    await expect(writeNewFile(folder, name, new Uint8Array())).rejects.toThrow(
      BadInput,
    );
});

test.runIf(process.platform === "linux").each([
  ["/proc/stepwright/a.json", "nothing can be made in that folder"],
  ["/proc/a.json", "nothing can be made in that folder"],
  ["/proc/version/a.json", "a part of the path is a file, not a folder"],
])("%s cannot be written, and the sentence says why", async (path, why) => {
  await expect(writeFileAtomic(path, "x")).rejects.toThrow(
    new BadInput(`Could not write ${path}: ${why}.`),
  );
});

test("a path that goes through a folder that is not there, and out of it again, is the short one", async () => {
  await writeFileAtomic(`${folder}/new/../a.json`, "x");
  expect(await readdir(folder)).toEqual(["a.json"]);
});

test("a folder in the way is said and stays", async () => {
  await mkdir(join(folder, "a.json"));
  await expect(writeFileAtomic(join(folder, "a.json"), "x")).rejects.toThrow(
    "there is a folder of that name",
  );
  expect(await readdir(folder)).toEqual(["a.json"]);
});

test.runIf(process.platform !== "win32")(
  "where there is no room for the new file, the old one stays whole and nothing is left beside it",
  async () => {
    const program = await buildModule(
      fileURLToPath(new URL("../processes/write-large.ts", import.meta.url)),
    );
    const path = join(folder, "a.txt");
    await writeFile(path, "old");
    // the shell's limit stops the write in its middle, as a full disk does
    const { stdout } = spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f 64; exec "$0" "$1" "$2"`,
        process.execPath,
        program,
        path,
      ],
      { encoding: "utf8" },
    );
    expect(stdout).toBe(
      `BadInput: Could not write ${path}: it is larger than a file may be there.`,
    );
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.txt"]);
    await rm(dirname(program), { recursive: true });
  },
);
