import { expect, test } from "vitest";
import type { ImageValue, SamplesValue } from "../../../engine/values.ts";
import { pipelineFolder } from "../../models/pipeline/reference.ts";
import { tileSide } from "../../../nodes/parts/vae-tiling.ts";
import { runNode } from "../run-node.ts";
import { load, prompt, run } from "./pipeline-nodes.ts";

const euler = { id: "euler", options: {} };
const schedule = {
  sigmas: Float64Array.of(14.6, 3, 0),
  ending: "zero",
  source: "test",
};

test("Load Pipeline tells what was read and from where", async () => {
  const { views, outputs } = await runNode("pipeline/load-pipeline", {
    folder: pipelineFolder("sdxl-optimum"),
  });
  const [view] = views;
  if (view?.kind !== "table") throw new Error("wanted a table");
  expect(view.rows).toContainEqual(["kind", "SDXL", "unet's inputs"]);
  expect(view.rows).toContainEqual([
    "latents",
    "4 channels, 2 pixels a side, × 0.13025",
    "VAE's config.json",
  ]);
  expect(outputs["model"]).toMatchObject({
    shape: [4, 16, 16],
    latents: { factor: 2, anySize: true },
    sigmaMin: expect.closeTo(0.0291671582, 9),
    classCount: 0,
  });
});

test("a pipeline of which nobody said what to make is refused", async () => {
  const { model } = await load("sd15-optimum");
  await expect(
    runNode("sampling/sampler", { model, solver: euler, schedule, count: 1 }),
  ).rejects.toThrow(
    "sd15-optimum does not know what to make: link Prompt Guidance with a Prompt between Load Pipeline and here",
  );
});

test("a prompt that is too long says how much of it is used, and what is left out", async () => {
  const { clip } = await load("sd15-optimum");
  const text = Array.from({ length: 77 }, () => "a").join(" ");
  const { views, warnings } = await runNode("pipeline/prompt", { clip, text });
  expect(views).toEqual([
    { kind: "text", text: "77 tokens: the first 75 are used, 2 left out" },
  ]);
  expect(warnings).toEqual([
    "the prompt has 77 tokens, of which the first 75 are used; left out: a a",
  ]);
});

test("lines that are a prompt each go to the samples in turn", async () => {
  const loaded = await load("sd15-optimum");
  const { outputs } = await runNode("pipeline/prompt", {
    clip: loaded.clip,
    text: "a cat\n\na dog",
    lines: "each",
  });
  const { model } = await run("pipeline/prompt-guidance", {
    model: loaded.model,
    positive: outputs["conditioning"],
    scale: 3,
  });
  expect(model).toMatchObject({
    classCount: 2,
    classLabel: null,
    labels: ["a cat", "a dog"],
  });
  const start = { width: 64, height: 64, count: 3, vae: loaded.vae };
  const { latent } = await run("pipeline/empty-latent", start);
  const both = await run("sampling/sampler", {
    model,
    solver: euler,
    schedule,
    start: latent,
  });
  const { data, labels } = both["samples"] as SamplesValue;
  expect([...(labels ?? [])]).toEqual([0, 1, 0]);
  const { model: cats } = await run("pipeline/prompt-guidance", {
    model: loaded.model,
    positive: await prompt(loaded.clip, "a cat"),
    scale: 3,
  });
  const alone = await run("sampling/sampler", {
    model: cats,
    solver: euler,
    schedule,
    start: latent,
  });
  const size = data.length / 3;
  const cat = (alone["samples"] as SamplesValue).data;
  const sample = (of: typeof data, k: number) => [
    ...of.subarray(k * size, (k + 1) * size),
  ];
  expect(sample(data, 0)).toEqual(sample(cat, 0));
  expect(sample(data, 2)).toEqual(sample(cat, 2));
  expect(sample(data, 1)).not.toEqual(sample(cat, 1));
});

test("without a start the samples have the size that Load Pipeline was given", async () => {
  const outputs = await run("pipeline/load-pipeline", {
    folder: pipelineFolder("sd2-v-optimum"),
    width: 48,
    height: 32,
  });
  const { model } = await run("pipeline/prompt-guidance", {
    model: outputs["model"],
    positive: await prompt((await load("sd2-v-optimum")).clip, "a cat"),
  });
  const { samples } = await run("sampling/sampler", {
    model,
    solver: euler,
    schedule,
    count: 1,
  });
  expect((samples as SamplesValue).shape).toEqual([4, 16, 24]);
});

test("sizes that do not divide are refused with those beside them", async () => {
  const { vae } = await load("sd15-optimum");
  await expect(
    runNode("pipeline/empty-latent", { vae, width: 500, height: 512 }),
  ).rejects.toThrow(
    "width must divide by 8, the pixels along a side of one of the latents, got 500: take 496 or 512",
  );
});

test("a picture whose sides do not divide is cropped to its middle, and it is said", async () => {
  const { vae } = await load("sd15-optimum");
  const images: ImageValue = {
    pixels: new Float32Array(3 * 19 * 33).fill(0.5),
    count: 1,
    shape: [3, 19, 33],
  };
  const { views, outputs } = await runNode("pipeline/vae-encode", {
    vae,
    images,
  });
  expect((outputs["latent"] as SamplesValue).shape).toEqual([4, 2, 4]);
  expect(views).toEqual([
    {
      kind: "text",
      text: "1 picture of 32 × 16 pixels as [4, 2, 4]; cropped, so that the sides divide by 8",
    },
  ]);
});

test("VAE nodes work in tiles where that is set, say so, and report each", async () => {
  const { vae } = await load("sd15-optimum");
  const tiles = { tiling: "set", tile_size: 64 };
  const images: ImageValue = {
    pixels: new Float32Array(3 * 64 * 96).fill(0.5),
    count: 1,
    shape: [3, 64, 96],
  };
  const encoded = await runNode("pipeline/vae-encode", {
    vae,
    images,
    ...tiles,
  });
  const text =
    "1 picture of 96 × 64 pixels as [4, 8, 12]; in 2 tiles of 64 × 64";
  expect(encoded.views).toEqual([{ kind: "text", text }]);
  const samples = encoded.outputs["latent"];
  const decoded = await runNode("pipeline/vae-decode", {
    vae,
    samples,
    ...tiles,
  });
  expect(decoded.views).toMatchObject([
    { caption: "96 × 64 pixels, in 2 tiles of 64 × 64" },
  ]);
  expect(decoded.reports).toMatchObject([
    { done: 0, message: "picture 1 of 1, tile 1 of 2" },
    { done: 0.5, message: "picture 1 of 1, tile 2 of 2" },
    { done: 1 },
  ]);
  const whole = await run("pipeline/vae-decode", { vae, samples });
  const { pixels } = whole["images"] as ImageValue;
  expect(pixels).not.toEqual((decoded.outputs["images"] as ImageValue).pixels);
});

test.each([
  ["auto", [4, 128, 128], undefined],
  ["auto", [4, 64, 256], undefined],
  ["auto", [4, 128, 129], 128],
  ["never", [4, 512, 512], undefined],
  ["set", [4, 16, 16], 8],
])("tiles %s of latents %j have the side %s", (chosen, shape, side) => {
  expect(tileSide(chosen, 64, shape, { factor: 8 })).toBe(side);
});

test("latents of another model and pictures in their place are refused", async () => {
  const { vae, ...loaded } = await load("sd15-optimum");
  const { samples } = {
    samples: { data: new Float32Array(12), count: 1, shape: [3, 2, 2], nfe: 0 },
  };
  await expect(
    runNode("pipeline/vae-decode", { samples, vae }),
  ).rejects.toThrow(
    "the VAE of sd15-optimum takes latents [4, height, width], got samples of the shape [3, 2, 2]",
  );
  const { model } = await run("pipeline/prompt-guidance", {
    model: loaded.model,
    positive: await prompt(loaded.clip, "a cat"),
  });
  await expect(
    runNode("sampling/sampler", {
      model,
      solver: euler,
      schedule,
      start: samples,
    }),
  ).rejects.toThrow(
    "the start must have samples of the shape [4, height, width], which sd15-optimum takes, got [3, 2, 2]",
  );
});

test("a prompt of another pipeline's text encoder is refused", async () => {
  const { model } = await load("sdxl-optimum");
  const { clip } = await load("sd15-optimum");
  const { model: mixed } = await run("pipeline/prompt-guidance", {
    model,
    positive: await prompt(clip, "a cat"),
  });
  await expect(
    runNode("sampling/sampler", {
      model: mixed,
      solver: euler,
      schedule,
      count: 1,
    }),
  ).rejects.toThrow(
    "the prompt is encoded as [77, 8], but unet/model.onnx takes [77, 16]: link a Prompt with the text encoder of the same pipeline",
  );
});

test("a model without a text encoder takes no prompts", async () => {
  const { clip } = await load("sd15-optimum");
  const { outputs } = await runNode("sampling/model", { model: "ring-of-8" });
  await expect(
    runNode("pipeline/prompt-guidance", {
      model: outputs["model"],
      positive: await prompt(clip, "a cat"),
    }),
  ).rejects.toThrow(/takes no prompts: link the network of Load Pipeline/);
});

test("a picture's file carries its prompts", async () => {
  const loaded = await load("sd15-optimum");
  const [reference] = [{ prompt: "a cat", negative: "a dog" }];
  const { model } = await run("pipeline/prompt-guidance", {
    model: loaded.model,
    positive: await prompt(loaded.clip, reference?.prompt ?? ""),
    negative: await prompt(loaded.clip, reference?.negative ?? ""),
  });
  const { samples } = await run("sampling/sampler", {
    model,
    solver: euler,
    schedule,
    start: (
      await run("pipeline/empty-latent", {
        vae: loaded.vae,
        width: 64,
        height: 64,
      })
    )["latent"],
  });
  const { images } = await run("pipeline/vae-decode", {
    samples,
    vae: loaded.vae,
  });
  const { files } = await runNode("files/save-image", {
    samples: images,
    name: "cat",
  });
  const text = Buffer.from([...files.values()][0] ?? []).toString("latin1");
  expect(text).toContain("a cat\nNegative prompt: a dog\nSteps: 2, ");
});

test("a pipeline in place of a model of one file, and guidance without prompts, are sent on", async () => {
  const path = pipelineFolder("sd15-optimum");
  await expect(
    runNode("sampling/model", { model: "file", path }),
  ).rejects.toThrow(
    `${path} is a folder, wanted an ONNX file or a toy's JSON file: the folder of a Stable Diffusion pipeline is opened by Load Pipeline`,
  );
  const { model } = await load("sd15-optimum");
  await expect(runNode("sampling/guidance", { model })).rejects.toThrow(
    "sd15-optimum is guided by prompts: link Prompt Guidance, which has a scale of its own, in place of Guidance or before it",
  );
});
