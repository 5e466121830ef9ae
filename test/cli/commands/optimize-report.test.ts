import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import type { ReportValue } from "../../../engine/report.ts";
import { writePicture } from "../../nodes/files/picture-files.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));
const run = (words: string) => runCommand(optimize, words.split(" "));

test("a folder of pictures is the data of a model of pictures, and the report is written in the format that its name ends in", async () => {
  const pictures = join(folder, "pictures");
  mkdirSync(pictures);
  for (const level of [40, 90, 140, 200])
    await writePicture(join(pictures, `${level}.png`), {
      width: 6,
      height: 4,
      bytes: Array.from({ length: 6 * 4 * 3 }, (_, k) => (level + 7 * k) % 256),
    });
  const network = new URL(
    "../../fixtures/onnx/pytorch-conv.onnx",
    import.meta.url,
  ).pathname;
  const report = join(folder, "report.json");
  const settings = `--model ${network} --steps 3,5 --samples 32 --levels 17 --method exact`;
  const answer = (await run(
    `${settings} --data ${pictures} --report ${report}`,
  )) as { schedules: { steps: number; sigmas: number[] }[] };
  const written = JSON.parse(readFileSync(report, "utf8")) as ReportValue & {
    format: string;
  };
  expect(written.format).toBe("stepwright-report");
  expect(written.data).toContain("32 samples of --data pictures");
  expect(
    written.schedules.map(({ steps, sigmas }) => ({ steps, sigmas })),
  ).toEqual(answer.schedules.map(({ steps, sigmas }) => ({ steps, sigmas })));
  expect(written.warnings).toContain(
    "32 samples were asked for and 4 given: each is used 8 times on average, with other noise",
  );
  const csv = join(folder, "report.csv");
  await run(`${settings} --report ${csv}`);
  expect(readFileSync(csv, "utf8")).toMatch(/^steps,schedule,id,kind,/);
  await expect(
    run(`${settings} --report ${folder}/report.pdf`),
  ).rejects.toThrow("must end in .json, .csv or .md, got .pdf");
  await expect(
    run(`--model ring-of-8 --steps 5 --data ${pictures}`),
  ).rejects.toThrow("pictures can be the data of a model of pictures");
  await expect(
    run(`${settings} --data ${join(pictures, "one.PNG")}`),
  ).rejects.toThrow(
    "one.PNG is a picture: give the folder that the pictures lie in",
  );
});
