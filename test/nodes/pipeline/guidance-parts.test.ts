import { expect, test } from "vitest";
import type { ModelValue, SamplesValue } from "../../../engine/values.ts";
import { difference } from "../../models/pipeline/reference.ts";
import { runNode } from "../run-node.ts";
import { load, opened, prompt, run } from "./pipeline-nodes.ts";

const shape = [4, 4, 4] as const;
const x = Float32Array.from({ length: 64 }, (_, index) => 5 * Math.sin(index));
const sigma = Float64Array.of(2);

async function promptGuided(values: Record<string, unknown>) {
  const { model, clip } = await load("sd15-optimum");
  const outputs = await run("pipeline/prompt-guidance", {
    model,
    positive: await prompt(clip, "a cat"),
    ...values,
  });
  return outputs["model"] as ModelValue;
}

async function denoised(values: Record<string, unknown>) {
  const model = await opened(await promptGuided(values), shape);
  return model.denoise(x, sigma, Int32Array.of(0));
}

test("D is that of the negative prompt and the scale's part of the way to the prompt's, and CFG++ is told the former", async () => {
  const { clip } = await load("sd15-optimum");
  const dog = await prompt(clip, "a dog");
  const cats = await denoised({ negative: dog, scale: 1 });
  const dogs = await denoised({ negative: dog, scale: 0 });
  expect(difference(cats, dogs)).toBeGreaterThan(1e-3);
  const wanted = cats.map((cat, index) => 3 * cat - 2 * (dogs[index] ?? 0));
  const model = await opened(
    await promptGuided({ negative: dog, scale: 3 }),
    shape,
  );
  const parts = await model.denoiseParts?.(x, sigma, Int32Array.of(0));
  expect(difference(parts?.denoised ?? [], wanted)).toBeLessThan(1e-5);
  expect(difference(parts?.unconditional ?? [], dogs)).toBeLessThan(1e-6);
});

test("no negative prompt is an empty one", async () => {
  const { clip } = await load("sd15-optimum");
  const none = await denoised({ scale: 3 });
  const empty = await prompt(clip, "");
  expect(difference(none, await denoised({ scale: 3, negative: empty }))).toBe(
    0,
  );
});

test("a solver of CFG++ runs, and its latents are seen in false colours on the way", async () => {
  const { views, outputs } = await runNode("sampling/sampler", {
    model: await promptGuided({ scale: 1.5 }),
    solver: { id: "dpmpp-2m-cfg-pp", options: {} },
    schedule: {
      sigmas: Float64Array.of(14.6, 3, 1, 0),
      ending: "zero",
      source: "test",
    },
    start: { data: new Float32Array(64), count: 1, shape, empty: true, nfe: 0 },
  });
  expect((outputs["samples"] as SamplesValue).shape).toEqual(shape);
  expect(views).toEqual([
    expect.objectContaining({
      kind: "image",
      width: 4,
      height: 4,
      caption: "1 sample · 3 NFE · false colours",
    }),
  ]);
});
