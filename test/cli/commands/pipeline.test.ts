import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { command as models } from "../../../cli/commands/models.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { command as sample } from "../../../cli/commands/sample.ts";
import {
  difference,
  numbersOf,
  pipelineFolder,
  pipelineReference,
} from "../../models/pipeline/reference.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();
const sd15 = pipelineFolder("sd15-optimum");

/** Options as words. */
function words(options: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [name, `${value}`]);
}

const along = {
  "--solver": "euler",
  "--schedule": "leading",
  "--ending": "zero",
  "--model-sampling": "sd15",
};
const small = { "--width": 32, "--height": 16, "--steps": 2 };

test("models tells what a folder is", async () => {
  const answer = await runCommand(models, [pipelineFolder("sd2-v-optimum")]);
  expect(answer).toMatchObject({
    kind: "pipeline",
    title: "sd2-v-optimum",
    shape: [4, 16, 16],
    facts: expect.arrayContaining([
      ["kind", "SD 2 (predicts v)", "unet's inputs"],
    ]) as unknown,
  });
});

test("sample gives diffusers' latents from the same torch seed", async () => {
  const reference = pipelineReference("sd15");
  const [wanted] = reference.runs;
  if (!wanted) throw new Error("there is no reference run");
  const { settings } = wanted;
  const out = join(folder, "latents.json");
  const [height, width] = settings.latent;
  const answer = await runCommand(
    sample,
    words({
      ...along,
      "--model": sd15,
      "--prompt": settings.prompt,
      "--negative": settings.negative ?? "",
      "--guidance": settings.guidance,
      "--steps": settings.steps,
      "--width": width * reference.vaeScaleFactor,
      "--height": height * reference.vaeScaleFactor,
      "--seed": settings.seed,
      "--noise-source": "torch-cpu",
      "--out": out,
    }),
  );
  expect(answer).toMatchObject({ nfe: settings.steps });
  const { samples } = JSON.parse(readFileSync(out, "utf8")) as {
    samples: number[][][][];
  };
  expect(difference(samples.flat(3), numbersOf(wanted.latents))).toBeLessThan(
    2e-4,
  );
});

test("a schedule of training levels takes the folder's own", async () => {
  const latents = async (name: string, more: Record<string, string>) => {
    const out = join(folder, name);
    const { "--model-sampling": _named, ...rest } = along;
    await runCommand(
      sample,
      words({
        ...rest,
        ...small,
        ...more,
        "--model": sd15,
        "--prompt": "a cat",
        "--out": out,
      }),
    );
    const { sigmas, samples } = JSON.parse(readFileSync(out, "utf8")) as {
      sigmas: number[];
      samples: unknown;
    };
    return { sigmas, samples };
  };
  const own = await latents("own.json", {});
  expect(own.sigmas).toHaveLength(3);
  expect(own).toEqual(
    await latents("named.json", { "--model-sampling": "sd15" }),
  );
});

test("a .png is the decoded picture, and --from goes on from one", async () => {
  const out = join(folder, "cat.png");
  const cat = { ...along, "--model": sd15, "--prompt": "a cat" };
  await runCommand(sample, words({ ...cat, ...small, "--out": out }));
  expect(await sharp(out).metadata()).toMatchObject({ width: 32, height: 16 });
  const again = join(folder, "again.png");
  const begun = { "--steps": 2, "--denoise": 0.5, "--from": out };
  const said: string[] = [];
  const go = (more: Record<string, string | number>) =>
    runCommand(
      sample,
      words({ ...cat, ...more, "--out": again }),
      undefined,
      (sentence) => void said.push(sentence),
    );
  await go(begun);
  expect(said).toEqual([]);
  await go({ ...begun, "--denoise": 1 });
  expect(said).toEqual([
    expect.stringMatching(/^Little of the picture of --from can remain/),
  ]);
  const { width, height } = await sharp(again).metadata();
  expect([width, height]).toEqual([32, 16]);
  said.length = 0;
  await go({ ...begun, "--width": 16, "--height": 16 });
  expect(said).toEqual([
    `${out} was cropped or resized from 32 × 16 to 16 × 16 pixels.`,
  ]);
});

test("--from with a draw gives diffusers' latents of a picture from the same torch seed", async () => {
  const wanted = pipelineReference("sd15").runs.find(
    ({ settings }) => settings.name === "Euler from a picture, strength 0.6",
  );
  if (!wanted?.picture) throw new Error("there is no reference run");
  const { settings, picture } = wanted;
  const [height = 0, width = 0] = picture.shape;
  const from = join(folder, "given.png");
  const bytes = Uint8Array.from(numbersOf(picture));
  await sharp(bytes, { raw: { width, height, channels: 3 } }).toFile(from);
  const out = join(folder, "drawn.json");
  const kept = Math.trunc(settings.steps * (settings.strength ?? 1));
  await runCommand(
    sample,
    words({
      ...along,
      "--model": sd15,
      "--prompt": settings.prompt,
      "--negative": settings.negative ?? "",
      "--guidance": settings.guidance,
      "--steps": kept,
      "--denoise": kept / settings.steps,
      "--from": from,
      "--latents": "draw",
      "--seed": settings.seed,
      "--noise-source": "torch-cpu",
      "--out": out,
    }),
  );
  const { samples } = JSON.parse(readFileSync(out, "utf8")) as {
    samples: number[][][][];
  };
  expect(difference(samples.flat(3), numbersOf(wanted.latents))).toBeLessThan(
    2e-4,
  );
});

test("--tile decodes and encodes in tiles, and it is said", async () => {
  const out = join(folder, "tiled.png");
  const cat = { ...along, "--model": sd15, "--prompt": "a cat" };
  const said: string[] = [];
  const go = (more: Record<string, string | number>) =>
    runCommand(
      sample,
      words({ ...cat, "--steps": 2, "--tile": 64, "--out": out, ...more }),
      undefined,
      (sentence) => void said.push(sentence),
    );
  await go({ "--width": 96, "--height": 64 });
  await go({ "--from": out, "--denoise": 0.5 });
  expect(said).toEqual([
    "The picture is decoded in 2 tiles of 64 × 64.",
    "The picture of --from is encoded in 2 tiles of 64 × 64.",
    "The picture is decoded in 2 tiles of 64 × 64.",
  ]);
  await expect(go({ "--tile": "small" })).rejects.toThrow(
    '--tile must be auto, never or pixels, got "small".',
  );
  await expect(go({ "--tile": 8 })).rejects.toThrow(
    "--tile must be a whole number from 64 to 16384, got 8.",
  );
});

test("what does not fit into the text encoder is said", async () => {
  const said: string[] = [];
  const long = Array.from({ length: 76 }, () => "a").join(" ");
  const out = join(folder, "long.png");
  const cat = { ...along, ...small, "--model": sd15, "--prompt": long };
  await runCommand(
    sample,
    words({ ...cat, "--out": out }),
    undefined,
    (message) => said.push(message),
  );
  expect(said).toContain(
    "the prompt has 76 tokens, of which the first 75 are used; left out: a",
  );
});

test("a folder whose settings are empty is run with a word on what is assumed", async () => {
  const gutted = join(folder, "gutted");
  cpSync(sd15, gutted, { recursive: true });
  writeFileSync(join(gutted, "model_index.json"), "{}");
  writeFileSync(join(gutted, "scheduler", "scheduler_config.json"), "{}");
  const said: string[] = [];
  await runCommand(
    sample,
    words({
      "--model": gutted,
      "--prompt": "x",
      "--solver": "euler",
      "--schedule": "edm",
      ...small,
      "--out": join(folder, "gutted.png"),
    }),
    undefined,
    (message) => said.push(message),
  );
  expect(said).toEqual([
    expect.stringMatching(
      /gutted.model_index\.json does not say which pipeline it is \(_class_name\): assumed is SD 1 or 2/,
    ),
    expect.stringMatching(
      /gutted.scheduler.scheduler_config\.json does not say prediction_type, .* 1000 timesteps/,
    ),
  ]);
});

test("optimize finds a schedule for a prompt", async () => {
  const answer = await runCommand(
    optimize,
    words({
      "--model": sd15,
      "--prompt": "a cat",
      "--width": 16,
      "--height": 16,
      "--steps": 3,
      "--samples": 4,
      "--levels": 9,
    }),
  );
  expect(answer).toMatchObject({ method: "exact", schedules: [{ steps: 3 }] });
});
