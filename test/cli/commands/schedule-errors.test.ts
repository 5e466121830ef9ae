import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { limits, run } from "./schedule-command.ts";

test.each<[string[], string]>([
  [
    ["edm", ...limits],
    "--steps must say how many steps the schedule edm has, got nothing.",
  ],
  [
    ["edm", "--steps", "5"],
    "sigma min must be a number from 0.000001 to 1000000, got nothing",
  ],
  [
    ["edm", "--steps", "0", ...limits],
    "steps must be a whole number from 1 to 10000, got 0",
  ],
  [
    ["edm", "--steps", "1e9", ...limits],
    "steps must be a whole number from 1 to 10000, got 1000000000",
  ],
  [["edm", "--steps", "ten", ...limits], "--steps must be a number, got ten."],
  [
    ["edm", "--steps", "5", "--sigma-min", "NaN", "--sigma-max", "1"],
    "--sigma-min must be a number, got NaN.",
  ],
  [
    [
      "time-uniform",
      "--steps",
      "5",
      "--sigma-min",
      "1e-300",
      ...limits.slice(2),
    ],
    "sigma min must be a number from 0.000001 to 1000000, got 1e-300",
  ],
  [
    ["edm", "--steps", "5", "--sigma-min", "1", "--sigma-max", "1e300"],
    "sigma max must be a number from 0.000001 to 1000000, got 1e+300",
  ],
  [
    ["edm", "--steps", "5", "--sigma-min", "2", "--sigma-max", "1"],
    "sigma min must be below sigma max, got 2 and 1",
  ],
  [
    ["edm", "--steps", "5", "--c", "1", ...limits],
    "EDM has no option c, it takes rho",
  ],
  [
    ["ays", "--steps", "5", "--table", "sd3"],
    `AYS table's table must be one of sd15, sdxl, svd, if1, got "sd3"`,
  ],
  [
    ["edm", "--steps", "5", "--ending", "one", ...limits],
    `--ending must be one of sigma-min, zero, got "one".`,
  ],
  [["none", "--steps", "5", ...limits], "The schedule must be one of"],
  [
    ["beta", "--steps", "5", ...limits],
    "sigma min of Beta, sd15, alpha 0.6, beta 0.6 is that of the model's training, 0.029167, and cannot be another, got 0.002",
  ],
  [
    ["normal", "--steps", "5", "--model-sampling", "sd9"],
    "Normal's model-sampling must be one of sd15, sd2, sdxl, sd15-zsnr, ",
  ],
  [
    ["ays", "--steps", "5", "--model-sampling", "sd15"],
    "AYS table has no option model-sampling, it takes table",
  ],
  [
    ["edm", "--steps", "5", "--shift", "2", ...limits],
    "EDM's shift is only for a model-sampling of flow, sd3, auraflow, flux, flux-schnell, chroma, ltxv, mochi, lumina2, hunyuan-video, wan, got 2 and no model-sampling",
  ],
  [
    ["edm", "--steps", "5", "--rho", "much", ...limits],
    `EDM's rho must be a number from 0.1 to 1000, got "much"`,
  ],
  [
    ["edm", "--steps", "5", "--rho", "5", "--option", "RHO=6", ...limits],
    "EDM's rho must be given once, got 6 and 5",
  ],
  [
    ["edm", "--steps", "0x10", ...limits],
    "--steps must be a number, got 0x10.",
  ],
  [
    ["edm", "--steps", "5", "--rho", "inf", ...limits],
    `EDM's rho must be a number from 0.1 to 1000, got "inf"`,
  ],
  [
    ["edm", "--steps", "5", "--denoise", "0", ...limits],
    "denoise must be a number above 0 and at most 1, got 0, which leaves no step",
  ],
  [
    ["gits", "--steps", "1"],
    "GITS table has schedules of at least 2 steps, got 1",
  ],
  [
    ["gits", "--steps", "5", "--coeff", "0.81"],
    "GITS table's coefficient (coeff) must be one of 0.8, 0.85, ",
  ],
  [
    ["simple", "--steps", "1001"],
    "Simple gives each step a noise level of its own out of the model's 1000, so steps must be at most 1000 to end at zero, got 1001",
  ],
  [
    ["edm", "--steps", "5", "--format", "yaml", ...limits],
    "--format must be one of ",
  ],
])("%j is refused in a sentence", (words, sentence) => {
  expect(() => run(...words)).toThrow(BadInput);
  expect(() => run(...words)).toThrow(sentence);
});
