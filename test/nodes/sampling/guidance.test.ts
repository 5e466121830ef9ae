import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { guided } from "../../../core/guidance.ts";
import { noiseSource } from "../../../core/noise/noise-kinds.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import type {
  ModelValue,
  SamplesValue,
  ScheduleValue,
} from "../../../engine/values.ts";
import {
  bytesFile,
  conditionalModel,
  indexModel,
  onnxFile,
} from "../../models/onnx-samples.ts";
import { runNode } from "../run-node.ts";

const kind = "gaussian-mixture";
const toy = {
  format: "stepwright-toy",
  kind: "conditional",
  title: "Two sides",
  classes: [
    { kind, weights: [1], means: [[-1, 0]], stds: [0.3] },
    { kind, weights: [1], means: [[1, 0]], stds: [0.3] },
  ],
  unconditional: {
    kind,
    weights: [1, 1],
    means: [
      [-1, 0],
      [1, 0],
    ],
    stds: [0.3, 0.3],
  },
  labels: ["left", "right"],
};
const toyFile = bytesFile(JSON.stringify(toy), "toy.json");

async function modelOf(values: Record<string, unknown>): Promise<ModelValue> {
  const { outputs } = await runNode("sampling/model", {
    model: "file",
    path: toyFile,
    ...values,
  });
  return outputs["model"] as ModelValue;
}

async function guidedBy(model: ModelValue, values: Record<string, unknown>) {
  const { outputs, views } = await runNode("sampling/guidance", {
    model,
    ...values,
  });
  const [text] = views;
  if (text?.kind !== "text") throw new Error("it shows a text");
  return { model: outputs["model"] as ModelValue, text: text.text };
}

const set = { strength: "set", scale: 3 };
// one step of Euler's method, down to zero, is D itself
const schedule: ScheduleValue = {
  sigmas: Float64Array.of(1, 0),
  ending: "zero",
  source: "one step",
};

async function denoisedStart(model: ModelValue) {
  const { outputs } = await runNode("sampling/sampler", {
    model,
    schedule,
    solver: { id: "euler", options: {} },
    count: 4,
  });
  return outputs["samples"] as SamplesValue;
}

test("the sampler uses the guided model, each evaluation counted once", async () => {
  const { model } = await guidedBy(await modelOf({}), { ...set, rescale: 0.4 });
  const samples = await denoisedStart(model);
  const start = noiseSource("default", {
    seed: 0,
    count: 4,
    length: 2,
    precision: "f64",
  }).initial();
  const wanted = await guided(parseToy(toy).denoiser, {
    scale: 3,
    rescale: 0.4,
  }).denoise(start, new Float64Array(4).fill(1), Int32Array.of(0, 1, 0, 1));
  expect(samples.data).toEqual(wanted);
  expect(samples.nfe).toBe(1);
  expect(samples.labels).toEqual(Int32Array.of(0, 1, 0, 1));
  expect(samples.origin?.model).toMatchObject({
    name: "Two sides",
    guidance: { scale: 3, rescale: 0.4 },
  });
});

test("a scale of 1 changes nothing", async () => {
  const plain = await modelOf({ class: "right" });
  const { model } = await guidedBy(plain, { strength: "set", scale: 1 });
  expect((await denoisedStart(model)).data).toEqual(
    (await denoisedStart(plain)).data,
  );
});

test("a second guidance replaces the first", async () => {
  const { model } = await guidedBy(await modelOf({}), set);
  const again = await guidedBy(model, { strength: "set", scale: 5 });
  expect(again.model.guidance).toEqual({ scale: 5, rescale: 0 });
});

test("the scale that the model states is the default, and 1 where it states none", async () => {
  const path = onnxFile(conditionalModel());
  writeFileSync(
    path.replace(".onnx", ".json"),
    JSON.stringify({ title: "Mine", guidance: 2.5 }),
  );
  const stated = await guidedBy(await modelOf({ path }), {});
  expect(stated.model.guidance).toEqual({ scale: 2.5, rescale: 0 });
  expect(stated.text).toBe("scale 2.5, as Mine says");
  const bare = await guidedBy(await modelOf({}), {});
  expect(bare.model.guidance).toEqual({ scale: 1, rescale: 0 });
  expect(bare.text).toBe("scale 1, Two sides names no scale");
  expect((await guidedBy(await modelOf({}), set)).text).toBe(
    "scale 3, set here",
  );
});

test("a model without classes is refused", async () => {
  const ring = await modelOf({ model: "ring-of-8" });
  await expect(guidedBy(ring, set)).rejects.toThrow(
    "Ring of 8 has no classes: guidance needs a model with classes to push towards",
  );
});

test("a model of class numbers without one for no class is refused before anything runs, but for a scale of 1", async () => {
  const path = onnxFile(indexModel());
  const numbered = await modelOf({ path, class_count: 3 });
  await expect(guidedBy(numbered, set)).rejects.toThrow(
    'model takes class numbers and names none that stands for no class, which guidance pushes away from: say "unconditional_class" in a JSON beside the file, or take a scale of 1',
  );
  const one = await guidedBy(numbered, { ...set, scale: 1 });
  expect((await denoisedStart(one.model)).count).toBe(4);
  writeFileSync(`${path}.json`, JSON.stringify({ unconditional_class: 2 }));
  const known = await guidedBy(await modelOf({ path, class_count: 3 }), set);
  expect((await denoisedStart(known.model)).count).toBe(4);
});

test("a guided model is optimized with its own samples, not with the toy's data", async () => {
  const optimize = async (model: ModelValue) => {
    const { outputs, views } = await runNode("schedules/optimize-schedule", {
      model,
      method: "exact",
      samples: 16,
      levels: 17,
      sigma_min: 0.02,
      sigma_max: 20,
    });
    const [lines] = views;
    return {
      schedule: outputs["schedule"] as ScheduleValue,
      caption: lines?.kind === "lines" ? lines.caption : undefined,
    };
  };
  const plain = await modelOf({ class: "left" });
  const exact = await optimize(plain);
  const own = await optimize((await guidedBy(plain, set)).model);
  expect(exact.caption).toContain("16 samples of exact data");
  expect(own.caption).toContain("16 samples of the model's own samples");
  expect(own.schedule.source).toBe("KLUB-optimized for Two sides, guidance 3");
  expect(own.schedule.sigmas).not.toEqual(exact.schedule.sigmas);
});

test("a toy's class is chosen by its name, and is what its data are of", async () => {
  const model = await modelOf({ class: "right" });
  expect(model).toMatchObject({ classCount: 2, classLabel: 1 });
  const { reference, labels } = await denoisedStart(model);
  expect(labels).toEqual(Int32Array.of(1, 1, 1, 1));
  const along = [...(reference ?? [])].filter((_, i) => i % 2 === 0);
  const mean = along.reduce((sum, value) => sum + value, 0) / along.length;
  expect(mean).toBeCloseTo(1, 1);
});

test("a CFG++ solver takes its noise from the unconditional part", async () => {
  const { model } = await guidedBy(await modelOf({ class: "left" }), set);
  const sigmas = Float64Array.of(5, 1, 0);
  const { outputs } = await runNode("sampling/sampler", {
    model,
    solver: { id: "euler-ancestral-cfg-pp", options: { eta: 0 } },
    schedule: { sigmas, ending: "zero", source: "two steps" },
    seed: 1,
    count: 4,
  });
  const { data, path = [], nfe } = outputs["samples"] as SamplesValue;
  const denoiser = guided(
    parseToy(toy as Parameters<typeof parseToy>[0]).denoiser,
    { scale: 3, rescale: 0 },
  );
  const labels = new Int32Array(4);
  const start = Float64Array.from(path[0] ?? []);
  const at = (sigma: number) => new Float64Array(4).fill(sigma);
  const parts = await denoiser.denoiseParts(start, at(5), labels);
  const next = start.map(
    (value, i) =>
      (parts.denoised[i] ?? NaN) +
      (value - (parts.unconditional[i] ?? NaN)) / 5,
  );
  const wanted = await denoiser.denoise(next, at(1), labels);
  expect(nfe).toBe(2);
  expect(Array.from(data)).toEqual(
    Array.from(wanted, (value) => expect.closeTo(value, 12)),
  );
});
