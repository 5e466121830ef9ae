import { expect, test } from "vitest";
import type {
  ModelValue,
  SamplesValue,
  ScheduleValue,
} from "../../../engine/values.ts";
import { difference, pipelineFolder } from "../../models/pipeline/reference.ts";
import { load, prompt, run } from "./pipeline-nodes.ts";

async function prompted(
  folder: string,
  values: Record<string, unknown> = {},
): Promise<ModelValue> {
  const { clip } = await load(folder);
  const loaded = await run("pipeline/load-pipeline", {
    folder: pipelineFolder(folder),
    ...values,
  });
  const { model } = await run("pipeline/prompt-guidance", {
    model: loaded["model"],
    positive: await prompt(clip, "a cat"),
    scale: 3,
  });
  return model as ModelValue;
}

async function samples(
  model: ModelValue,
  schedule: ScheduleValue,
): Promise<SamplesValue> {
  const outputs = await run("sampling/sampler", {
    model,
    solver: { id: "euler", options: {} },
    schedule,
    count: 2,
    seed: 3,
  });
  return outputs["samples"] as SamplesValue;
}

async function schedule(values: Record<string, unknown>) {
  const outputs = await run("schedules/schedule", values);
  return outputs["schedule"] as ScheduleValue;
}

test.each([
  ["sd15-optimum", "sd15"],
  ["sdxl-optimum", "sdxl"],
])(
  "the published table for %s begins and ends with its own levels and lies on its timesteps",
  async (folder, table) => {
    const size = { width: 32, height: 32 };
    const model = await prompted(folder, size);
    const ays = await schedule({ family: "ays", "ays:table": table });
    expect((ays.sigmas[0] ?? 0) / model.sigmaMax).toBeCloseTo(1, 5);
    expect((ays.sigmas.at(-1) ?? 0) / model.sigmaMin).toBeCloseTo(1, 5);
    const nearest = await samples(model, ays);
    const between = await prompted(folder, { ...size, time: "between" });
    const { data } = await samples(between, ays);
    expect(difference(nearest.data, data)).toBeLessThan(1e-3);
  },
);

test("a schedule's limits from a pipeline's model are Stable Diffusion's, unrounded", async () => {
  const size = { width: 32, height: 32 };
  const model = await prompted("sd15-optimum", size);
  const values = { family: "exponential", steps: 4 };
  const linked = await schedule({ ...values, model, limits: "model" });
  // 14.614647 is what single precision makes of it
  expect(linked.sigmas[0]).toBeCloseTo(14.6146412, 6);
  expect(linked.sigmas[4]).toBeCloseTo(0.029167158, 8);
  const typed = await schedule({
    ...values,
    sigma_min: model.sigmaMin,
    sigma_max: model.sigmaMax,
  });
  expect(linked).toEqual(typed);
});

test("between two timesteps the network is told the nearest, or a time between", async () => {
  const size = { width: 32, height: 32 };
  const edm = await schedule({
    family: "edm",
    steps: 6,
    sigma_min: 0.05,
    sigma_max: 14,
  });
  const nearest = await samples(await prompted("sd15-optimum", size), edm);
  const between = await samples(
    await prompted("sd15-optimum", { ...size, time: "between" }),
    edm,
  );
  const apart = difference(nearest.data, between.data);
  expect(apart).toBeGreaterThan(1e-4);
  expect(apart).toBeLessThan(0.1);
});

test("noise alone has the deviation √(1 + σ²), as diffusers and ComfyUI have it, or σ where that is chosen", async () => {
  const model = await prompted("sd15-optimum", { width: 32, height: 32 });
  // so short a step that the start is left as it was
  const sigmas = Float64Array.of(2, 2 - 1e-12);
  const start = async (first_noise: string) => {
    const outputs = await run("sampling/sampler", {
      model,
      solver: { id: "euler", options: {} },
      schedule: { sigmas, ending: "sigma-min", source: "test" },
      count: 1,
      first_noise,
    });
    return (outputs["samples"] as SamplesValue).data;
  };
  const root = await start("model");
  expect(difference(root, await start("root"))).toBe(0);
  const plain = (await start("sigma")).map((x) => (x * Math.sqrt(5)) / 2);
  expect(difference(root, plain)).toBeLessThan(1e-6);
});

test("tuned finds a schedule for a prompt", async () => {
  const model = await prompted("sd15-optimum", { width: 32, height: 32 });
  const outputs = await run("schedules/optimize-schedule", {
    model,
    solver: { id: "euler", options: {} },
    method: "tuned",
    budget: "quick",
    steps: [3],
    samples: 8,
    levels: 9,
    sigma_min: 0.03,
    sigma_max: 14.6,
  });
  const found = outputs["schedule"] as ScheduleValue;
  expect(found.sigmas).toHaveLength(4);
  expect(found.source).toBe("Tuned for sd15-optimum, guidance 3");
}, 120_000);

test("latents of pictures are the data of an optimization, and give its size", async () => {
  const { vae } = await load("sd15-optimum");
  const pixels = Float32Array.from(
    { length: 2 * 3 * 16 * 32 },
    (_, index) => (index % 7) / 7,
  );
  const { latent } = await run("pipeline/vae-encode", {
    vae,
    images: { pixels, count: 2, shape: [3, 16, 32] },
  });
  const outputs = await run("schedules/optimize-schedule", {
    model: await prompted("sd15-optimum"),
    data: latent,
    method: "exact",
    steps: [3],
    samples: 4,
    levels: 9,
    sigma_min: 0.03,
    sigma_max: 14.6,
  });
  const { sigmas } = outputs["schedule"] as ScheduleValue;
  expect([sigmas[0], sigmas[3]]).toEqual([14.6, 0.03]);
});
