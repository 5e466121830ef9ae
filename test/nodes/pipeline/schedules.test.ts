import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command as sample } from "../../../cli/commands/sample.ts";
import { schedules } from "../../../core/schedules/registry.ts";
import { isOfTraining } from "../../../core/schedules/trained-levels.ts";
import type {
  ModelValue,
  SamplesValue,
  ScheduleValue,
} from "../../../engine/values.ts";
import { difference, pipelineFolder } from "../../models/pipeline/reference.ts";
import {
  runCommand,
  temporaryFolder,
} from "../../cli/commands/command-line.ts";
import { networkModel } from "../../models/onnx-networks.ts";
import { onnxFile } from "../../models/onnx-samples.ts";
import { runNode } from "../run-node.ts";
import { load, prompt, run } from "./pipeline-nodes.ts";

const { folder } = temporaryFolder();

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

const ofTraining = [...schedules].filter(([, family]) => isOfTraining(family));

test.each(ofTraining.map(([id]) => id))(
  "%s over a linked pipeline is made from its own table, whatever is chosen",
  async (family) => {
    const { model } = await load("sd15-optimum");
    const values = { family, steps: 5, ending: "zero" };
    const linked = await schedule({
      ...values,
      model,
      [`${family}:model-sampling`]: "sd3",
    });
    expect(linked.source).toContain("levels of sd15-optimum");
    expect(linked.process).toBeUndefined();
    const named = await schedule(values);
    expect(linked.sigmas).toHaveLength(named.sigmas.length);
    named.sigmas.forEach((sigma, at) =>
      expect(linked.sigmas[at]).toBeCloseTo(sigma, 12),
    );
  },
);

test("a table that no list has is taken from the pipeline, by the node and by the command", async () => {
  const own = join(folder, "own-betas");
  cpSync(pipelineFolder("sd15-optimum"), own, { recursive: true });
  const path = join(own, "scheduler", "scheduler_config.json");
  const config = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(
    path,
    JSON.stringify({ ...config, trained_betas: [0.1, 0.2, 0.3, 0.4, 0.5] }),
  );
  const kept = [0.9, 0.72, 0.504, 0.3024, 0.1512];
  const wanted = kept.toReversed().map((part) => Math.sqrt(1 / part - 1));
  const { model } = await run("pipeline/load-pipeline", { folder: own });
  const { sigmas } = await schedule({
    family: "simple",
    steps: 5,
    ending: "zero",
    model,
  });
  [...wanted, 0].forEach((sigma, at) =>
    expect(sigmas[at]).toBeCloseTo(sigma, 6),
  );
  const out = join(folder, "own.json");
  const asked = `--prompt cat --width 16 --height 16 --solver euler --schedule simple --steps 5 --ending zero`;
  const named = ["--model", own, "--out", out];
  await runCommand(sample, [...asked.split(" "), ...named]);
  const answer = JSON.parse(readFileSync(out, "utf8")) as { sigmas: number[] };
  expect(answer.sigmas).toEqual([...sigmas]);
});

test("a network of one file gives its training schedule", async () => {
  const path = onnxFile(networkModel("epsilon"));
  const { model } = await run("sampling/model", {
    model: "file",
    path,
    prediction: "epsilon",
    model_sampling: "if1",
  });
  const values = { family: "normal", steps: 5, ending: "zero" };
  const linked = await schedule({ ...values, model });
  const named = await schedule({ ...values, "normal:model-sampling": "if1" });
  expect(linked.sigmas).toEqual(named.sigmas);
});

test("a linked model without training levels is said to name none, and those chosen are taken", async () => {
  const { model } = await run("sampling/model", { model: "ring-of-8" });
  const values = { family: "simple", steps: 5 };
  const { outputs, warnings } = await runNode("schedules/schedule", {
    ...values,
    model,
  });
  expect(outputs["schedule"]).toEqual(await schedule(values));
  expect(warnings).toEqual([
    "Simple is made from the noise levels that a network was trained at, and Ring of 8 names none: those of model sampling are taken; unlink it to choose them.",
  ]);
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
