import { existsSync, readdirSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import {
  exportedFolder,
  familyNames,
  largestDifference,
  numbersOf,
  readFamily,
  type ReferenceArray,
  type ReferenceRun,
} from "./reference.ts";

const options = { intraOpNumThreads: 1, logSeverityLevel: 4 } as const;

function open(folder: string, part: string): Promise<InferenceSession> {
  return InferenceSession.create(
    `${exportedFolder(folder)}/${part}/model.onnx`,
    options,
  );
}

function data(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array))
    throw new Error("this output is missing or not float32");
  return tensor.data;
}

function tensor(array: ReferenceArray): Tensor {
  return new Tensor("float32", numbersOf(array), array.shape);
}

/** The text embeddings of one evaluation: with guidance, those of the negative prompt first, each once for each sample. */
function embeddings(run: ReferenceRun): Tensor {
  const { prompt_embeds: prompt, negative_prompt_embeds: negative } = run;
  const halves = negative ? [negative, prompt] : [prompt];
  const rows = halves.flatMap((half) =>
    Array.from({ length: run.settings.batch }, () => [...numbersOf(half)]),
  );
  return new Tensor("float32", Float32Array.from(rows.flat()), [
    rows.length,
    ...prompt.shape.slice(1),
  ]);
}

function unetFeeds(run: ReferenceRun, folder: string): Record<string, Tensor> {
  const { sample, timestep, text_embeds, time_ids } = run.firstUnetCall;
  // diffusers' script takes a time for each sample, Optimum one for all
  const times = folder === "sd15-diffusers" ? sample.shape[0] : undefined;
  return {
    sample: tensor(sample),
    timestep: new Tensor(
      "float32",
      new Float32Array(times ?? 1).fill(timestep),
      times === undefined ? [] : [times],
    ),
    encoder_hidden_states: embeddings(run),
    ...(text_embeds && { text_embeds: tensor(text_embeds) }),
    ...(time_ids && { time_ids: tensor(time_ids) }),
  };
}

function tokenTensor(ids: readonly number[], folder: string): Tensor {
  const shape = [1, ids.length];
  return folder === "sd15-diffusers"
    ? new Tensor("int32", Int32Array.from(ids), shape)
    : new Tensor("int64", BigInt64Array.from(ids, BigInt), shape);
}

/** Bytes `[height, width, 3]` as −1 … 1, `[1, 3, height, width]`. */
function pictureTensor(picture: ReferenceArray): Tensor {
  const [height = 0, width = 0] = picture.shape;
  const bytes = numbersOf(picture);
  const planes = new Float32Array(bytes.length);
  bytes.forEach((byte, index) => {
    const pixel = Math.floor(index / 3);
    planes[(index % 3) * height * width + pixel] = byte / 127.5 - 1;
  });
  return new Tensor("float32", planes, [1, 3, height, width]);
}

/** How far float32 and float16 networks may be from PyTorch's float32. */
const allowed = (folder: string) => (folder === "sd15-olive" ? 0.05 : 1e-4);

for (const family of familyNames) {
  const { folders, runs, tokens, scalingFactor } = readFamily(family);
  // what goes into this folder's networks is float16
  const read = folders.filter((folder) => folder !== "sd15-fp16");

  describe.each(read)("%s", (folder) => {
    test("the UNet gives what PyTorch gives, in every run", async () => {
      const unet = await open(folder, "unet");
      for (const run of runs) {
        const got = await unet.run(unetFeeds(run, folder));
        const wanted = numbersOf(run.firstUnetCall.output);
        expect(
          largestDifference(data(got["out_sample"]), wanted),
          run.settings.name,
        ).toBeLessThan(allowed(folder));
      }
    });

    test("the text encoders give PyTorch's embeddings", async () => {
      const run = runs[0];
      if (!run) throw new Error("there is no run");
      const [first = [], second] = tokens[run.settings.prompt] ?? [];
      const encoder = await open(folder, "text_encoder");
      const one = await encoder.run({
        input_ids: tokenTensor(first, folder),
      });
      if (!second) {
        const wanted = numbersOf(run.prompt_embeds);
        const got = data(one["last_hidden_state"]);
        expect(largestDifference(got, wanted)).toBeLessThan(allowed(folder));
        return;
      }
      const secondEncoder = await open(folder, "text_encoder_2");
      const two = await secondEncoder.run({
        input_ids: tokenTensor(second, folder),
      });
      // the last but one of the hidden states 0 … 3, side by side
      const [left, right] = [one, two].map((each) =>
        data(each["hidden_states.2"]),
      );
      const width = (left?.length ?? 0) / 77;
      const joined = Array.from({ length: 77 }, (_, row) => [
        ...(left?.slice(row * width, (row + 1) * width) ?? []),
        ...(right?.slice(row * width, (row + 1) * width) ?? []),
      ]).flat();
      expect(
        largestDifference(joined, numbersOf(run.prompt_embeds)),
      ).toBeLessThan(allowed(folder));
      expect(run.pooled_prompt_embeds).toBeDefined();
      if (run.pooled_prompt_embeds)
        expect(
          largestDifference(
            data(two["text_embeds"]),
            numbersOf(run.pooled_prompt_embeds),
          ),
        ).toBeLessThan(allowed(folder));
    });

    test("the VAE decodes the latents to the picture", async () => {
      const decoder = await open(folder, "vae_decoder");
      for (const run of runs) {
        const latents = numbersOf(run.latents).map(
          (value) => value / scalingFactor,
        );
        const got = await decoder.run({
          latent_sample: new Tensor("float32", latents, run.latents.shape),
        });
        const picture = data(got["sample"]).map((value) =>
          Math.min(1, Math.max(0, value / 2 + 0.5)),
        );
        // the picture is kept in float16
        expect(largestDifference(picture, numbersOf(run.image))).toBeLessThan(
          allowed(folder) + 2 ** -11,
        );
      }
    });

    test("the VAE encodes the picture to PyTorch's mean", async () => {
      const encoder = await open(folder, "vae_encoder");
      const run = runs.find(({ picture }) => picture);
      if (!run?.picture || !run.encodedMean || !run.encodedDeviation)
        throw new Error("no run is from a picture");
      const got = await encoder.run({ sample: pictureTensor(run.picture) });
      const wanted = numbersOf(run.encodedMean);
      // the script's encoder gives a draw, with noise of its own
      const deviation = numbersOf(run.encodedDeviation);
      const drawn = got["latent_sample"];
      const mean = data(drawn ?? got["latent_parameters"]);
      const within = drawn ? 6 * Math.max(...deviation) : allowed(folder);
      expect(
        largestDifference(mean.slice(0, wanted.length), wanted),
      ).toBeLessThan(within);
    });
  });
}

test("every folder has every part, and each is in a family", () => {
  const folders = familyNames.flatMap((name) => readFamily(name).folders);
  const there = readdirSync(exportedFolder("")).filter((name) =>
    existsSync(`${exportedFolder(name)}/model_index.json`),
  );
  expect(there.sort()).toEqual([...folders].sort());
  for (const folder of folders) {
    const parts = ["text_encoder", "unet", "vae_decoder", "vae_encoder"];
    if (folder.startsWith("sdxl")) parts.push("text_encoder_2");
    for (const part of parts)
      expect(existsSync(`${exportedFolder(folder)}/${part}/model.onnx`)).toBe(
        true,
      );
  }
});
