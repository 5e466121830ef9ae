import { appendFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type { ModelValue, SamplesValue } from "../../../engine/values.ts";
import {
  classMeans,
  conditionalModel,
  convolutionModel,
  failingModel,
  notFiniteModel,
  onnxFile,
} from "../../models/onnx-samples.ts";
import { runNode } from "../run-node.ts";

async function modelOf(path: string): Promise<ModelValue> {
  const { outputs } = await runNode("sampling/model", { model: "file", path });
  return outputs["model"] as ModelValue;
}

const built = buildSchedule("edm", {
  steps: 20,
  sigmaMin: 0.002,
  sigmaMax: 80,
  ending: "zero",
});
const schedule = { ...built, sigmas: Float64Array.from(built.sigmas) };

const sampler = (
  model: ModelValue,
  values: Record<string, unknown>,
  onReport?: (progress: { done: number }) => void,
) =>
  runNode(
    "sampling/sampler",
    { model, solver: { id: "dpmpp-2m", options: {} }, schedule, ...values },
    onReport ? { onReport } : {},
  );

test("samples of a class-conditional model lie around the mean of their class, each class in turn", async () => {
  const model = await modelOf(onnxFile(conditionalModel()));
  const { outputs } = await sampler(model, { count: 300 });
  const { data, labels } = outputs["samples"] as SamplesValue;
  expect(data).toBeInstanceOf(Float32Array);
  expect(labels?.slice(0, 4)).toEqual(Int32Array.of(0, 1, 2, 0));
  classMeans.forEach((mean, label) => {
    const own = Array.from({ length: 100 }, (_, k) => 2 * (3 * k + label));
    [0, 1].forEach((axis) => {
      const average =
        own.reduce((sum, at) => sum + (data[at + axis] ?? NaN), 0) / 100;
      // standard error .05
      expect(Math.abs(average - (mean[axis] ?? NaN))).toBeLessThan(0.2);
    });
  });
  const chosen = await sampler({ ...model, classLabel: 1 }, { count: 3 });
  expect((chosen.outputs["samples"] as SamplesValue).labels).toEqual(
    Int32Array.of(1, 1, 1),
  );
});

test("a large batch goes through the model in parts, with progress between them and the same samples", async () => {
  const model = await modelOf(onnxFile(convolutionModel(32)));
  const reports: number[] = [];
  const many = await sampler(model, { count: 100 }, ({ done }) =>
    reports.push(done),
  );
  const few = await sampler(model, { count: 5 });
  const all = (many.outputs["samples"] as SamplesValue).data;
  const first = (few.outputs["samples"] as SamplesValue).data;
  expect(all.slice(0, first.length)).toEqual(first);
  // 42 pictures of 3 × 32 × 32 make a part
  expect(reports.slice(0, 5)).toEqual([0, 0.42, 0.84, 1, 1.42]);
});

test("a model that fails says solver, step, sigma, batch and what onnxruntime said", async () => {
  const model = await modelOf(onnxFile(failingModel()));
  await expect(sampler(model, { count: 3 })).rejects.toThrow(
    /^DPM\+\+ 2M, step 1 of 20 at sigma 80: model\.onnx failed while running at batch 3, sigma 80: .*Reshape/,
  );
  const broken = await modelOf(onnxFile(notFiniteModel()));
  await expect(sampler(broken, { count: 3 })).rejects.toThrow(
    /^DPM\+\+ 2M, step 1 of 20 at sigma 80: model\.onnx gave -?Infinity for sample 1 of 3/,
  );
});

test("a file that changed after the Model node read it is not sampled in silence", async () => {
  const path = onnxFile(conditionalModel());
  const model = await modelOf(path);
  // an unknown field at the end: another content, still a model
  appendFileSync(path, Uint8Array.of(0x18, 0x01));
  await expect(sampler(model, { count: 1 })).rejects.toThrow(
    "the file of model has changed since the Model node read it: run again",
  );
});
