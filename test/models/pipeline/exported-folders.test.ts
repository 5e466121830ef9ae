import { existsSync, readdirSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import {
  isReal,
  isWhole,
  realNumbers,
  realTensor,
  wholeTensor,
} from "../../../models/onnx-tensors.ts";
import {
  difference,
  families,
  numbersOf,
  pipelineFolder,
  pipelineReference,
  type FixtureArray,
  type PipelineRun,
} from "./reference.ts";

interface Given {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

type Numbers = Readonly<Record<string, Float32Array>>;

/** Runs one ONNX file of an exported folder, with nothing of ours around it but the types of its inputs. */
async function opened(folder: string, part: string) {
  const session = await InferenceSession.create(
    `${pipelineFolder(folder)}/${part}/model.onnx`,
    { intraOpNumThreads: 1, logSeverityLevel: 4 },
  );
  return async (given: Readonly<Record<string, Given>>): Promise<Numbers> => {
    const feeds = session.inputMetadata.map((port): [string, Tensor] => {
      const { data = [], shape = [] } = given[port.name] ?? {};
      const type = port.isTensor ? port.type : "string";
      // a time for all samples, where the file takes no other
      const rank = port.isTensor ? port.shape.length : 0;
      const numbers = Float32Array.from(data).slice(
        0,
        rank === 0 ? 1 : undefined,
      );
      const dims = rank === 0 ? [] : shape;
      if (isReal(type))
        return [port.name, realTensor(Tensor, type, numbers, dims)];
      if (isWhole(type))
        return [port.name, wholeTensor(Tensor, type, numbers, dims)];
      throw new Error(`${port.name} of ${part} takes no numbers`);
    });
    const outputs = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [
        name,
        Float32Array.from(realNumbers(value) ?? []),
      ]),
    );
  };
}

function given({ shape, ...array }: FixtureArray): Given {
  return { shape, data: numbersOf({ shape, ...array }) };
}

function joined(arrays: readonly ArrayLike<number>[]): Float32Array {
  return Float32Array.from(arrays.flatMap((each) => Array.from(each)));
}

/** The text embeddings of one evaluation: with guidance, those of the negative prompt first, each once for each sample. */
function embeddings({ settings, ...run }: PipelineRun): Given {
  const { prompt_embeds: prompt, negative_prompt_embeds: negative } = run;
  const rows = (negative ? [negative, prompt] : [prompt]).flatMap((half) =>
    Array.from({ length: settings.batch }, () => numbersOf(half)),
  );
  return {
    data: joined(rows),
    shape: [rows.length, ...prompt.shape.slice(1)],
  };
}

function unetInputs(run: PipelineRun): Readonly<Record<string, Given>> {
  const { sample, timestep, text_embeds, time_ids } = run.firstUnetCall;
  const [count = 0] = sample.shape;
  return {
    sample: given(sample),
    timestep: {
      data: Array.from({ length: count }, () => timestep),
      shape: [count],
    },
    encoder_hidden_states: embeddings(run),
    ...(text_embeds && { text_embeds: given(text_embeds) }),
    ...(time_ids && { time_ids: given(time_ids) }),
  };
}

/** Bytes `[height, width, 3]` as −1 … 1, `[1, 3, height, width]`. */
function planes(picture: FixtureArray): Given {
  const [height = 0, width = 0] = picture.shape;
  const bytes = numbersOf(picture);
  const data = new Float32Array(bytes.length);
  bytes.forEach((byte, index) => {
    const pixel = Math.floor(index / 3);
    data[(index % 3) * height * width + pixel] = byte / 127.5 - 1;
  });
  return { data, shape: [1, 3, height, width] };
}

function encodedRun(runs: readonly PipelineRun[]) {
  for (const { picture, encodedMean, encodedDeviation } of runs)
    if (picture && encodedMean && encodedDeviation)
      return { picture, encodedMean, encodedDeviation };
  throw new Error("no run is from a picture");
}

describe.each(families)("%s", (family) => {
  const { folders, runs, tokens, scalingFactor } = pipelineReference(family);

  describe.each(folders)("%s", (folder) => {
    const half = folder.endsWith("fp16") || folder.endsWith("olive");
    const close = half ? 0.03 : 1e-4;

    test("the UNet gives what PyTorch gives, in every run", async () => {
      const unet = await opened(folder, "unet");
      for (const run of runs) {
        const { out_sample: output = [] } = await unet(unetInputs(run));
        const wanted = numbersOf(run.firstUnetCall.output);
        const { name } = run.settings;
        expect(difference(output, wanted), name).toBeLessThan(close);
      }
    });

    test("the text encoders give PyTorch's embeddings", async () => {
      const [run] = runs;
      if (!run) throw new Error("there is no run");
      const rows: Numbers[] = [];
      for (const [index, ids] of (
        tokens[run.settings.prompt] ?? []
      ).entries()) {
        const name = index === 0 ? "text_encoder" : "text_encoder_2";
        const encoder = await opened(folder, name);
        rows.push(await encoder({ input_ids: { data: ids, shape: [1, 77] } }));
      }
      const pair = rows.length === 2;
      // of SDXL's two the last but one of the states, side by side
      const states = rows.map(
        (row) => row[pair ? "hidden_states.2" : "last_hidden_state"] ?? [],
      );
      const width = (states[0]?.length ?? 0) / 77;
      const tokenStates = Array.from({ length: 77 }, (_, token) =>
        joined(
          states.map((each) => each.slice(token * width, (token + 1) * width)),
        ),
      );
      expect(
        difference(joined(tokenStates), numbersOf(run.prompt_embeds)),
      ).toBeLessThan(close);
      const { text_embeds: pooled = [] } = rows[1] ?? {};
      const wanted = run.pooled_prompt_embeds;
      expect(pair).toBe(wanted !== undefined);
      if (wanted)
        expect(difference(pooled, numbersOf(wanted))).toBeLessThan(close);
    });

    test("the VAE decodes the latents to the picture", async () => {
      const decoder = await opened(folder, "vae_decoder");
      for (const { latents, image, settings } of runs) {
        const data = numbersOf(latents).map((value) => value / scalingFactor);
        const { sample = new Float32Array() } = await decoder({
          latent_sample: { data, shape: latents.shape },
        });
        const picture = sample.map((value) =>
          Math.min(1, Math.max(0, value / 2 + 0.5)),
        );
        // the reference's pictures are in float16
        expect(
          difference(picture, numbersOf(image)),
          settings.name,
        ).toBeLessThan(Math.max(close, 2 ** -11));
      }
    });

    test("the VAE encodes the picture to PyTorch's mean, or to a draw around it", async () => {
      const { picture, encodedMean, encodedDeviation } = encodedRun(runs);
      const encoder = await opened(folder, "vae_encoder");
      const outputs = await encoder({ sample: planes(picture) });
      const { latent_sample: drawn, latent_parameters: distribution } = outputs;
      const mean = numbersOf(encodedMean);
      if (distribution)
        expect(
          difference(distribution.subarray(0, mean.length), mean),
        ).toBeLessThan(close);
      else
        numbersOf(encodedDeviation).forEach((deviation, index) => {
          const away = (drawn?.[index] ?? NaN) - (mean[index] ?? NaN);
          expect(Math.abs(away)).toBeLessThan(6 * deviation + close);
        });
    });
  });
});

test("every exported folder is in a family", () => {
  const listed = families.flatMap((name) => pipelineReference(name).folders);
  const there = readdirSync(pipelineFolder("")).filter((name) =>
    existsSync(`${pipelineFolder(name)}/model_index.json`),
  );
  expect(there.sort()).toEqual([...listed].sort());
});
