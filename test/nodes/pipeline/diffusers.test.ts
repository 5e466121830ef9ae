import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { noiseSource } from "../../../core/noise/noise-kinds.ts";
import { findSolver } from "../../../core/solvers/registry.ts";
import type { ImageValue, SamplesValue } from "../../../engine/values.ts";
import { classLabels } from "../../../nodes/parts/opened-model.ts";
import { runSampling } from "../../../nodes/parts/run-sampling.ts";
import {
  difference,
  families,
  numbersOf,
  pipelineFolder,
  pipelineReference,
  type PipelineRun,
} from "../../models/pipeline/reference.ts";
import {
  guided,
  load,
  opened,
  prompt,
  run,
  sampled,
  schedule,
  solvers,
  type Loaded,
} from "./pipeline-nodes.ts";

for (const family of families) {
  const reference = pipelineReference(family);
  const ofNoise = reference.runs.filter(({ picture }) => !picture);
  const ofPictures = reference.runs.filter(({ picture }) => picture);
  for (const folder of reference.folders.filter((name) =>
    existsSync(pipelineFolder(name)),
  ))
    describe(`${folder}, as diffusers in PyTorch`, () => {
      const half = folder.includes("fp16") || folder.includes("olive");
      const close = half ? 3e-2 : 2e-4;

      test.each(ofNoise.map((run) => [run.settings.name, run] as const))(
        "%s",
        async (_, wanted) => {
          const { latents, image } = await sampled(await load(folder), wanted);
          const last = (await schedule(wanted)).sigmas.at(-1) ?? 0;
          const root = Math.hypot(1, last);
          const own = latents.data.map((value) => value / root);
          expect(difference(own, numbersOf(wanted.latents))).toBeLessThan(
            close,
          );
          expect([image.count, ...image.shape]).toEqual(wanted.image.shape);
          // the reference's pictures are in float16
          expect(
            difference(image.pixels, numbersOf(wanted.image)),
          ).toBeLessThan(Math.max(close, 1e-3));
        },
      );

      test.each(ofPictures.map((run) => [run.settings.name, run] as const))(
        "%s",
        async (_, wanted) => {
          const { vae, ...rest } = await load(folder);
          const model = await guided({ vae, ...rest }, wanted);
          const { scalingFactor } = reference;
          const { x, root } = await fromPicture(wanted, model, scalingFactor);
          const own = x.map((value) => value / root);
          expect(difference(own, numbersOf(wanted.latents))).toBeLessThan(
            close,
          );
        },
      );

      // the encoders of diffusers' script draw from the distribution themselves
      const gives = !/diffusers|fp16/.test(folder);

      if (gives)
        test.each(ofPictures.map((run) => [run.settings.name, run] as const))(
          "%s, all of it from the seed",
          async (_, wanted) => {
            const latents = await pictureSampled(await load(folder), wanted);
            const last = (await schedule(wanted)).sigmas.at(-1) ?? 0;
            const own = latents.data.map(
              (value) => value / Math.hypot(1, last),
            );
            expect(difference(own, numbersOf(wanted.latents))).toBeLessThan(
              close,
            );
          },
        );
      else
        test("an encoder that draws by itself is not drawn from", async () => {
          const [wanted] = ofPictures;
          if (!wanted) throw new Error("the reference has no picture");
          await expect(
            pictureSampled(await load(folder), wanted),
          ).rejects.toThrow(
            /gives one latent for a picture and no distribution/,
          );
        });

      test("VAE Encode gives the mean of a picture's latents", async () => {
        const [wanted] = ofPictures;
        if (!wanted?.picture || !wanted.encodedMean)
          throw new Error("the reference has no picture");
        const { vae } = await load(folder);
        const outputs = await run("pipeline/vae-encode", {
          images: imageOf(wanted.picture),
          vae,
        });
        const { data, shape } = outputs["latent"] as SamplesValue;
        expect([1, ...shape]).toEqual(wanted.encodedMean.shape);
        const mean = numbersOf(wanted.encodedMean);
        const latents = data.map((value) => value / reference.scalingFactor);
        const drawn = !folder.includes("optimum");
        const deviation = wanted.encodedDeviation
          ? numbersOf(wanted.encodedDeviation)
          : [];
        latents.forEach((value, index) => {
          const wide = drawn ? 6 * (deviation[index] ?? 0) : 1e-4;
          expect(Math.abs(value - (mean[index] ?? NaN))).toBeLessThan(wide);
        });
      });

      test("the prompt's states", async () => {
        const [run] = reference.runs;
        const { clip } = await load(folder);
        const { prompts } = await prompt(clip, run?.settings.prompt ?? "");
        const [{ hidden, pooled } = { hidden: [], pooled: undefined }] =
          prompts;
        const wanted = run && numbersOf(run.prompt_embeds);
        expect(difference(hidden, wanted ?? [])).toBeLessThan(
          half ? 1e-2 : 1e-5,
        );
        if (run?.pooled_prompt_embeds)
          expect(
            difference(pooled ?? [], numbersOf(run.pooled_prompt_embeds)),
          ).toBeLessThan(1e-5);
      });
    });

  test(`the noise of ${family} is torch's`, () => {
    for (const { noise, settings, picture } of ofNoise) {
      const { seed, batch } = settings;
      if (picture) continue;
      const wanted = numbersOf(noise);
      const own = noiseSource("torch-cpu", {
        seed,
        count: batch,
        length: wanted.length / batch,
        precision: "f32",
      }).initial();
      expect(difference(own, wanted)).toBeLessThan(1e-6);
    }
  });
}

/** All nodes from a picture, as a person links them. */
async function pictureSampled(
  loaded: Loaded,
  wanted: PipelineRun,
): Promise<SamplesValue> {
  const { settings, picture } = wanted;
  if (!picture) throw new Error(`${settings.name} has no picture`);
  const seed = { seed: settings.seed, noise_source: "torch-cpu" };
  const encoded = await run("pipeline/vae-encode", {
    images: imageOf(picture),
    vae: loaded.vae,
    latents: "draw",
    ...seed,
  });
  const outputs = await run("sampling/sampler", {
    model: await guided(loaded, wanted),
    solver: solvers[settings.solver],
    schedule: await schedule(wanted),
    start: encoded["latent"],
    ...seed,
  });
  return outputs["samples"] as SamplesValue;
}

/** As diffusers: latents drawn from the encoder's distribution, raised to the first level of the part that is run. */
async function fromPicture(
  wanted: PipelineRun,
  model: Awaited<ReturnType<typeof guided>>,
  scaling: number,
) {
  const { encodedMean, encodedDeviation, encodeNoise, settings } = wanted;
  if (!encodedMean || !encodedDeviation || !encodeNoise)
    throw new Error(`${settings.name} has no picture`);
  const deviation = numbersOf(encodedDeviation);
  const drawn = numbersOf(encodeNoise);
  const noise = numbersOf(wanted.noise);
  const { sigmas } = await schedule(wanted);
  const first = sigmas[0] ?? NaN;
  const start = numbersOf(encodedMean).map(
    (mean, index) =>
      scaling * (mean + (deviation[index] ?? 0) * (drawn[index] ?? 0)) +
      first * (noise[index] ?? 0),
  );
  const { id, options } = solvers[settings.solver];
  const denoiser = await opened(model, encodedMean.shape.slice(1));
  const { x } = await runSampling({
    solver: findSolver(id),
    options,
    sigmas,
    flow: undefined,
    denoiser,
    x: start,
    count: 1,
    labels: classLabels({ ...denoiser, classLabel: 0 }, 1),
    noise: () => new Float32Array(start.length),
    signal: new AbortController().signal,
    onStep: async () => {},
    onPortion: async () => {},
  });
  return { x, root: Math.hypot(1, sigmas.at(-1) ?? 0) };
}

/** Of bytes `[height, width, 3]`. */
function imageOf(picture: NonNullable<PipelineRun["picture"]>): ImageValue {
  const [height = 0, width = 0] = picture.shape;
  const bytes = numbersOf(picture);
  const pixels = new Float32Array(bytes.length);
  bytes.forEach((value, index) => {
    const channel = index % 3;
    const place = Math.floor(index / 3);
    pixels[channel * height * width + place] = value / 255;
  });
  return { pixels, count: 1, shape: [3, height, width] };
}
