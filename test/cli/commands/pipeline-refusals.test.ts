import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command as models } from "../../../cli/commands/models.ts";
import { command as sample } from "../../../cli/commands/sample.ts";
import { pipelineFolder } from "../../models/pipeline/reference.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();
const sd15 = pipelineFolder("sd15-optimum");
const out = ["--out", join(folder, "no.png")];
const rest = ["--solver", "euler", "--sigmas", "14,1,0", ...out];

test.each([
  [["--model", sd15], "sd15-optimum needs --prompt"],
  [
    ["--model", sd15, "--prompt", "caf\uFFFD au lait"],
    '--prompt must be text in UTF-8, got bytes that are not after "caf"',
  ],
  [
    ["--model", sd15, "--prompt", "a cat", "--class", "cat"],
    'sd15-optimum has no classes, got the class "cat"',
  ],
  [
    ["--model", "ring-of-8", "--count", "1", "--prompt", "a cat"],
    "--prompt is for the folder of a Stable Diffusion pipeline, and Ring of 8 is none",
  ],
  [
    ["--model", "ring-of-8", "--count", "1", "--from", "a.png"],
    "--from is for the folder of a Stable Diffusion pipeline: other models go on from --init",
  ],
  [
    ["--model", sd15, "--prompt", "a cat", "--width", "100"],
    "--width must divide by 8, the pixels along a side of one of the latents, got 100: take 96 or 112",
  ],
  [
    ["--model", sd15, "--prompt", "a cat", "--width", "24", "--height", "32"],
    "unet/model.onnx cannot compute samples of 24 × 32 pixels: it halves their sides, which must divide by 16; take 16 or 32 in place of 24",
  ],
])("%j is refused", async (asked, sentence) => {
  await expect(runCommand(sample, [...asked, ...rest])).rejects.toThrow(
    sentence,
  );
});

test("a part that cannot be opened is told before anything is computed, by models too", async () => {
  const broken = join(folder, "broken");
  cpSync(sd15, broken, { recursive: true });
  writeFileSync(join(broken, "vae_decoder", "model.onnx"), "<html>gone</html>");
  const sentence =
    "vae_decoder/model.onnx is a web page or XML, not an ONNX model";
  await expect(runCommand(models, [broken])).rejects.toThrow(sentence);
  await expect(
    runCommand(sample, ["--model", broken, "--prompt", "a cat", ...rest]),
  ).rejects.toThrow(sentence);
});
