import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { writeOnnx } from "../../models/onnx-writer.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));

/** D = x + 0 ln(sigma − 0.01): NaN below 0.01. */
const model = file(
  "broken.onnx",
  writeOnnx({
    inputs: [
      { name: "x", shape: ["N", 2] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 2] }],
    nodes: [
      { op: "Sub", inputs: ["sigma", "least"], outputs: ["above"] },
      { op: "Log", inputs: ["above"], outputs: ["log"] },
      { op: "Mul", inputs: ["log", "zero"], outputs: ["nothing"] },
      { op: "Reshape", inputs: ["nothing", "column"], outputs: ["added"] },
      { op: "Add", inputs: ["x", "added"], outputs: ["denoised"] },
    ],
    constants: {
      least: { shape: [], data: [0.01] },
      zero: { shape: [], data: [0] },
      column: { type: "int64", shape: [2], data: [-1, 1] },
    },
  }),
);
const data = file("data.json", [
  [1, 2],
  [3, 4],
  [5, 6],
]);

test.each([
  [
    "exact",
    `--method exact --data ${data}`,
    "broken.onnx gave NaN at sigma 0.002 for data sample 1, wanted finite numbers",
  ],
  [
    "tuned",
    `--solver euler --budget quick --data ${data}`,
    "broken.onnx gave NaN at sigma 0.002 for data sample 1, wanted finite numbers",
  ],
  // its own samples are made first
  [
    "exact by its own samples",
    "--method exact --sigma-min 0.05",
    /^Heun, step 16 of 18 at sigma 0\.02\d+: broken\.onnx gave NaN for sample 1 of 8 at sigma 0\.007\d+, wanted finite numbers$/,
  ],
])(
  "%s names the model, the noise level and the sample where it gives no finite number",
  async (_, method, sentence) => {
    const words = `--model ${model} ${method} --steps 3 --samples 8 --levels 9`;
    const running = runCommand(optimize, words.split(" "));
    await expect(running).rejects.toThrow(BadInput);
    await expect(running).rejects.toThrow(sentence);
  },
);
