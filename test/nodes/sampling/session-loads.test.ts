import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { engineInThisProcess } from "../../bench/contained-calls.ts";
import { firstAndSecondNode, loadsInTurn } from "../../bench/model-rows.ts";
import { runGraph } from "../../bench/run-graph.ts";
import { samplingGraph } from "../../bench/sampling-graph.ts";
import { countLoads } from "../../bench/session-loads.ts";
import {
  conditionalModel,
  gaussianModel,
  onnxFile,
} from "../../models/onnx-samples.ts";
import { writeOnnx } from "../../models/onnx-writer.ts";

const folder = await mkdtemp(join(tmpdir(), "stepwright-loads-"));
const loads = countLoads();
const engine = engineInThisProcess(folder);
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = (path: string) => ({ model: "file", path });

test("two models that sample in turn are opened once each", async () => {
  const models = [
    fileOf(onnxFile(gaussianModel())),
    fileOf(onnxFile(conditionalModel())),
  ] as const;
  expect(await loadsInTurn(engine, loads, models, 3)).toBe(2);
  expect(await loadsInTurn(engine, loads, models, 4)).toBe(0);
});

test("a second node that names the same file opens nothing", async () => {
  const before = loads.count();
  await firstAndSecondNode(engine, fileOf(onnxFile(conditionalModel())));
  expect(loads.count() - before).toBe(1);
});

test("a second node that names the same file with other settings opens nothing, and samples as it says", async () => {
  const path = onnxFile(gaussianModel());
  const before = loads.count();
  for (const set of [
    {},
    { details: "set", sigma_max: 5 },
    { details: "set", sigma_min: 0.1, sigma_max: 5 },
  ])
    await runGraph(
      engine,
      samplingGraph({ ...fileOf(path), ...set }, 2, 1, 0),
      "sampler",
    );
  expect(loads.count() - before).toBe(1);
});

test("more settings of a file than are kept do not end its session", async () => {
  const path = onnxFile(gaussianModel());
  const before = loads.count();
  for (let sigmaMax = 1; sigmaMax <= 8; sigmaMax++)
    await runGraph(
      engine,
      samplingGraph(
        { ...fileOf(path), details: "set", sigma_max: sigmaMax },
        2,
        1,
        0,
      ),
      "sampler",
    );
  expect(loads.count() - before).toBe(1);
});

test("a file whose content changes is opened anew, and once", async () => {
  const path = onnxFile(gaussianModel());
  const run = (seed: number) =>
    runGraph(engine, samplingGraph(fileOf(path), 2, 1, seed), "sampler");
  const before = loads.count();
  await run(0);
  await writeFile(path, writeOnnx(gaussianModel({ metadata: { title: "B" } })));
  await run(1);
  await run(2);
  expect(loads.count() - before).toBe(2);
});
