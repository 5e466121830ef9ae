import { expect, test } from "vitest";
import type { ScheduleValue } from "../../../engine/values.ts";
import {
  scheduleFormats,
  writeSchedule,
} from "../../../nodes/formats/schedule-files.ts";

const schedule: ScheduleValue = {
  sigmas: Float64Array.of(80, 0.1 + 0.2, 1e-7, 0),
  ending: "zero",
  source: "EDM, rho 7",
  klub: 21.5,
  model: { name: "Ring of 8", sha256: "ab" },
  solver: "Stochastic DDIM",
};

const kept: ScheduleValue = {
  sigmas: Float64Array.of(14.6, 2, 0.5),
  ending: "sigma-min",
  source: "EDM, rho 7",
};

test("every target of the product is there under its permanent id", () => {
  expect([...scheduleFormats.keys()]).toEqual(
    expect.arrayContaining([
      "a1111",
      "comfyui",
      "csv",
      "diffusers",
      "json",
      "k-diffusion",
      "kjnodes",
      "text",
    ]),
  );
});

test("JSON holds every field of the format", () => {
  const { text, extension } = writeSchedule(
    schedule,
    "json",
    "Stepwright 1.2.3",
  );
  expect(extension).toBe("json");
  expect(JSON.parse(text)).toEqual({
    format: "stepwright-schedule",
    version: 1,
    sigmas: [80, 0.30000000000000004, 1e-7, 0],
    steps: 3,
    ending: "zero",
    sigmaMin: 1e-7,
    sigmaMax: 80,
    source: "EDM, rho 7",
    model: { name: "Ring of 8", sha256: "ab" },
    solver: "Stochastic DDIM",
    klub: 21.5,
    createdWith: "Stepwright 1.2.3",
  });
});

test("text, CSV and CustomSigmas have the shortest exact digits", () => {
  const line = "80, 0.30000000000000004, 1e-7, 0\n";
  expect(writeSchedule(schedule, "text", "").text).toBe(line);
  expect(writeSchedule(schedule, "csv", "").text).toBe(
    "sigma\n80\n0.30000000000000004\n1e-7\n0\n",
  );
  expect(writeSchedule(schedule, "kjnodes", "").text).toBe(line);
});

test("ComfyUI's own pattern reads ManualSigmas back to the same numbers", () => {
  const { text } = writeSchedule(schedule, "comfyui", "");
  // comfy_extras: ManualSigmas finds numbers so
  const found = text.match(/[-+]?(?:\d*\.*\d+)/g) ?? [];
  expect(found.map(Number)).toEqual([...schedule.sigmas]);
});

test("k-diffusion's tensor is one of floats, whole numbers too", () => {
  expect(writeSchedule(schedule, "k-diffusion", "").text).toBe(
    "torch.tensor([80.0, 0.30000000000000004, 1e-7, 0.0])\n",
  );
});

test("A1111's function has 0 after the levels, or in place of sigma_min", () => {
  expect(writeSchedule(kept, "a1111", "").text).toBe(`import math

import torch


def stepwright_schedule(n, sigma_min, sigma_max, device):
    # EDM, rho 7: exact for n = 2
    levels = [14.6, 2.0, 0.5]
    if n != 2:
        # straight in log sigma between the levels
        logs = [math.log(level) for level in levels]
        count = n + 1
        places = [i * (len(logs) - 1) / max(count - 1, 1) for i in range(count)]
        below = [min(int(place), len(logs) - 2) for place in places]
        levels = [math.exp(logs[b] + (p - b) * (logs[b + 1] - logs[b])) for p, b in zip(places, below)]
    return torch.tensor(levels[:n] + [0.0], dtype=torch.float32, device=device)
`);
  const { text } = writeSchedule(schedule, "a1111", "");
  expect(text).toContain("levels = [80.0, 0.30000000000000004, 1e-7]\n");
  expect(text).toContain("count = n\n");
});

test("diffusers gets sigmas as they are, whole timesteps with their rounding errors, and flow times without the 0", () => {
  const written = writeSchedule(kept, "diffusers", "");
  expect(written.text).toBe(`# EDM, rho 7: 2 steps
# EulerDiscreteScheduler takes the noise levels as they are
sigmas=[14.6, 2.0, 0.5]
# DPMSolverMultistepScheduler takes whole timesteps and adds 0; rounding raises the levels by, in percent:
# 0.10, -0.10
timesteps=[999, 562]
# FlowMatchEulerDiscreteScheduler takes times of a flow, sigma / (1 + sigma), applies its shift and adds 0: pass them as its sigmas
flow_sigmas=[0.9358974358974359, 0.6666666666666666]
`);
  expect(written.note).toBe(
    "3 sigmas for 2 steps; the ending is sigma_min, 0.5. diffusers' EulerDiscrete takes the sigmas as they are and adds no 0; DPMSolverMultistep gets timesteps, which move sigmas by up to 0.10 %; FlowMatchEuler gets sigma / (1 + sigma) and applies its shift (1 keeps them); the schedulers other than Euler end at 0 in place of 0.5 by themselves.",
  );
});

test("AYS's published sigmas become AYS's published timesteps", () => {
  // ComfyUI's AlignYourStepsScheduler, SD1, which has more digits than the paper
  const sigmas = Float64Array.from([
    14.6146412293, 6.4745760956, 3.8636745985, 2.694615152, 1.8841921177,
    1.3943805092, 0.9642583904, 0.6523686016, 0.3977456272, 0.1515232662, 0,
  ]);
  const { text } = writeSchedule(
    { sigmas, ending: "zero", source: "AYS table, sd15" },
    "diffusers",
    "",
  );
  expect(text).toContain(
    "timesteps=[999, 850, 736, 645, 545, 455, 343, 233, 124, 24]\n",
  );
});

test("a schedule that Stable Diffusion's timesteps cannot hold gets none, and says why", () => {
  expect(writeSchedule(schedule, "diffusers", "").text).toContain(
    "# DPMSolverMultistepScheduler has no timesteps for them: 80 is outside Stable Diffusion's noise levels, 0.0292 to 14.61\n",
  );
  const close = {
    ...kept,
    sigmas: Float64Array.of(2, 1.9999, 1),
  };
  const { text, note } = writeSchedule(close, "diffusers", "");
  expect(text).not.toContain("timesteps=");
  expect(note).toContain(
    "DPMSolverMultistep gets no timesteps (2 and 1.9999 are both nearest to Stable Diffusion's timestep 562)",
  );
});

test("a line break in a schedule's source is no line of Python", () => {
  const named = { ...kept, source: "a\nimport os\r\u2028b" };
  for (const format of ["a1111", "diffusers"])
    expect(writeSchedule(named, format, "").text).toContain(
      "# a import os b: ",
    );
});

test("every format states its ending, and what the target does with it", () => {
  const note = (value: ScheduleValue, format: string) =>
    writeSchedule(value, format, "").note;
  const zero = "4 sigmas for 3 steps; the ending is 0.";
  const above = "3 sigmas for 2 steps; the ending is sigma_min, 0.5.";
  for (const format of scheduleFormats.keys()) {
    expect(note(schedule, format)).toMatch(/^4 sigmas .* the ending is 0\./);
    expect(note(kept, format).slice(0, above.length)).toBe(above);
  }
  expect(note(schedule, "text")).toBe(zero);
  expect(note(kept, "comfyui")).toBe(
    `${above} ComfyUI's ManualSigmas takes the numbers as they are and adds no 0, so a little noise of the last sigma stays in the picture.`,
  );
  expect(note(schedule, "kjnodes")).toBe(
    `${zero} KJNodes' CustomSigmas must have interpolate_to_steps at 3 (any other number takes the logarithm of the 0) and sets the last sigma to 0, as it is already.`,
  );
  expect(note(kept, "kjnodes")).toBe(
    `${above} KJNodes' CustomSigmas must have interpolate_to_steps at 2 and sets the last sigma to 0 in place of 0.5.`,
  );
  expect(note(kept, "a1111")).toBe(
    `${above} A1111 and Forge get these sigmas at 2 steps and others straight in log sigma between them, with 0 in place of 0.5, and sigma_min and sigma_max of the model are not used.`,
  );
  expect(note(kept, "k-diffusion")).toBe(
    `${above} k-diffusion's samplers take the tensor as it is, in 32-bit floats, and add no 0, so a little noise of the last sigma stays in the picture.`,
  );
});
