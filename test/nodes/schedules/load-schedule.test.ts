import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { writeSchedule } from "../../../nodes/formats/schedule-files.ts";
import { runNode } from "../run-node.ts";

const id = "schedules/load-schedule";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "load-schedule-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  return runNode(id, { path });
}

test("our JSON gives back the same schedule with all that is known of it", async () => {
  const schedule: ScheduleValue = {
    sigmas: Float64Array.of(80, 0.1 + 0.2, 1e-7),
    ending: "sigma-min",
    source: "KLUB-optimized for Ring of 8",
    klub: 21.5,
    model: { name: "Ring of 8", sha256: "ab" },
    solver: "Stochastic DDIM",
  };
  const { outputs, views } = await load(
    "a.json",
    writeSchedule(schedule, "json", "Stepwright").text,
  );
  expect(outputs["schedule"]).toEqual(schedule);
  expect(views).toMatchObject([
    { kind: "lines", series: [{ name: schedule.source }] },
    {
      kind: "text",
      text: "Read as JSON. 3 sigmas for 2 steps; the ending is sigma_min, 1e-7.",
    },
    { kind: "text", text: "80, 0.30000000000000004, 1e-7" },
  ]);
});

test("another file gives a schedule with the file's name", async () => {
  const { outputs } = await load("my levels.csv", "sigma\n3\n1\n0\n");
  expect(outputs["schedule"]).toEqual({
    sigmas: Float64Array.of(3, 1, 0),
    ending: "zero",
    source: "my levels.csv",
  });
});

test("a file in UTF-16, as Windows PowerShell writes it, is read", async () => {
  const { outputs } = await load(
    "power.txt",
    Buffer.from("\uFEFF3, 1, 0\r\n", "utf16le"),
  );
  expect(outputs["schedule"]).toMatchObject({
    sigmas: Float64Array.of(3, 1, 0),
  });
});

test("a file that cannot be a schedule is refused in a sentence that names it", async () => {
  await expect(load("b.txt", "1, 2")).rejects.toThrow(
    new BadInput(
      "b.txt: noise level 2 of 2 must be below the one before it, 1, got 2",
    ),
  );
  await expect(load("large.txt", new Uint8Array(4_000_001))).rejects.toThrow(
    "large.txt must have at most 4000000 bytes to be a schedule, got 4000001",
  );
  await expect(runNode(id, { path: folder })).rejects.toThrow(
    new BadInput(`${folder} is a folder, wanted a schedule`),
  );
  const path = join(folder, "none.json");
  await expect(runNode(id, { path })).rejects.toThrow(
    new BadInput(`there is no file ${path}, wanted a schedule`),
  );
  await expect(runNode(id, { path: " " })).rejects.toThrow(
    new BadInput("no file is chosen: choose the file of a schedule under path"),
  );
});
