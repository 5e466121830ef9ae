import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadDenoiser } from "../../../models/load.ts";
import { writeOnnx, type ElementType } from "../onnx-writer.ts";
import { pipelineFolder } from "./reference.ts";

const parent = mkdtempSync(join(tmpdir(), "stepwright-dialects-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Noise level of a timestep of Stable Diffusion: Ho et al. 2020 (arXiv:2006.11239), betas even in their square roots. */
function sigmaOf(timestep: number): number {
  let kept = 1;
  for (let t = 0; t <= timestep; t++) {
    const root =
      Math.sqrt(0.00085) + ((Math.sqrt(0.012) - Math.sqrt(0.00085)) * t) / 999;
    kept *= 1 - root ** 2;
  }
  return Math.sqrt(1 / kept - 1);
}

/** A UNet that says what time it was told: the noise that it sees is the timestep in thousands, everywhere. */
function clock(
  type: "float32" | "float16",
  timestep: {
    readonly type: ElementType;
    readonly shape: readonly string[] | readonly [1];
  },
): Uint8Array {
  const elementType = type === "float32" ? 1 : 10;
  const latents = { type, shape: ["batch", 4, "height", "width"] } as const;
  return writeOnnx({
    inputs: [
      { name: "sample", ...latents },
      { name: "timestep", ...timestep },
      { name: "encoder_hidden_states", type, shape: ["batch", 77, 8] },
    ],
    outputs: [{ name: "out_sample", ...latents }],
    constants: {
      axes: { type: "int64", shape: [4], data: [-1, 1, 1, 1] },
      thousandth: { shape: [], data: [0.001] },
      nothing: { shape: [], data: [0] },
    },
    nodes: [
      {
        op: "Cast",
        inputs: ["timestep"],
        outputs: ["time"],
        attributes: { to: 1 },
      },
      { op: "Reshape", inputs: ["time", "axes"], outputs: ["column"] },
      { op: "Mul", inputs: ["column", "thousandth"], outputs: ["part"] },
      {
        op: "Cast",
        inputs: ["sample"],
        outputs: ["single"],
        attributes: { to: 1 },
      },
      { op: "Mul", inputs: ["single", "nothing"], outputs: ["zeros"] },
      { op: "Add", inputs: ["zeros", "part"], outputs: ["noise"] },
      {
        op: "Cast",
        inputs: ["noise"],
        outputs: ["out_sample"],
        attributes: { to: elementType },
      },
    ],
  });
}

test.each([
  ["Optimum's float32 for all", "float32", { type: "float32", shape: [] }],
  ["older Optimum's int64 for all", "float32", { type: "int64", shape: [] }],
  ["still older Optimum's [1]", "float32", { type: "int64", shape: [1] }],
  ["one of each sample", "float32", { type: "float32", shape: ["batch"] }],
  ["int64 of each sample", "float32", { type: "int64", shape: ["batch"] }],
  ["an axis of its own name", "float32", { type: "int64", shape: ["steps"] }],
  ["float16 of each sample", "float16", { type: "float16", shape: ["batch"] }],
  ["float16 with int64", "float16", { type: "int64", shape: [] }],
] as const)(
  "samples at their own levels are told their own timesteps: %s",
  async (name, type, timestep) => {
    const folder = join(parent, name);
    cpSync(pipelineFolder("sd15-optimum"), folder, { recursive: true });
    writeFileSync(join(folder, "unet", "model.onnx"), clock(type, timestep));
    const model = await loadDenoiser({ kind: "pipeline", folder });
    const shape = [4, 2, 2] as const;
    const state = { text: "", hidden: new Float32Array(77 * 8), tokens: 77 };
    const fitted = model.fitted?.({
      shape,
      prompts: {
        positive: [state],
        negative: state,
        size: { cropLeft: 0, cropTop: 0 },
      },
    });
    const timesteps = [801, 1, 801];
    const sigmas = Float64Array.from(timesteps, sigmaOf);
    const x = Float32Array.from({ length: 48 }, (_, k) => (k % 7) - 3);
    const denoised = await fitted?.denoise(x, sigmas, Int32Array.of(0, 0, -1));
    const close = type === "float16" ? 5e-3 : 1e-4;
    expect(denoised).toHaveLength(48);
    denoised?.forEach((value, k) => {
      const sample = Math.floor(k / 16);
      const noise = (timesteps[sample] ?? NaN) / 1000;
      const wanted = (x[k] ?? NaN) - (sigmas[sample] ?? NaN) * noise;
      expect(Math.abs(value - wanted)).toBeLessThan(close);
    });
    await model.dispose();
  },
);
