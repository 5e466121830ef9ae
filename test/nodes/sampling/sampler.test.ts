import { expect, test } from "vitest";
import { torchGenerator } from "../../../core/noise/torch-generator.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type {
  ModelValue,
  SamplesValue,
  ScheduleValue,
} from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

async function modelOf(
  values: Record<string, unknown> = {},
): Promise<ModelValue> {
  const { outputs } = await runNode("sampling/model", values);
  return outputs["model"] as ModelValue;
}

function scheduleOf(steps: number): ScheduleValue {
  const { sigmas, ending, source } = buildSchedule("edm", {
    steps,
    sigmaMin: 0.002,
    sigmaMax: 80,
    ending: "sigma-min",
  });
  return { sigmas: Float64Array.from(sigmas), ending, source };
}

const stochasticDdim = { id: "stochastic-ddim", options: {} };

async function sampled(
  values: Record<string, unknown>,
  options: Parameters<typeof runNode>[2] = {},
) {
  const run = await runNode(
    "sampling/sampler",
    {
      model: await modelOf(),
      solver: stochasticDdim,
      schedule: scheduleOf(10),
      ...values,
    },
    options,
  );
  return { ...run, samples: run.outputs["samples"] as SamplesValue };
}

test("samples of the ring lie on the ring", async () => {
  const { samples } = await sampled({ count: 500, schedule: scheduleOf(40) });
  expect(samples).toMatchObject({ count: 500, shape: [2], nfe: 40 });
  const radii = Array.from({ length: 500 }, (_, k) =>
    Math.hypot(samples.data[2 * k] ?? NaN, samples.data[2 * k + 1] ?? NaN),
  );
  const mean = radii.reduce((sum, radius) => sum + radius) / 500;
  expect(mean).toBeCloseTo(1, 1);
  expect(Math.max(...radii)).toBeLessThan(1.3);
});

test("the same seed gives the same samples, another one others", async () => {
  const first = await sampled({ seed: 3, count: 5 });
  const again = await sampled({ seed: 3, count: 5 });
  const other = await sampled({ seed: 4, count: 5 });
  expect(again.samples.data).toEqual(first.samples.data);
  expect(other.samples.data).not.toEqual(first.samples.data);
});

test("sample k is the same however many there are", async () => {
  const few = await sampled({ seed: 3, count: 4 });
  const many = await sampled({ seed: 3, count: 9 });
  expect(many.samples.data.slice(0, 8)).toEqual(few.samples.data);
});

test("with torch's noise the start is torch.randn of the seed and the batch", async () => {
  const { samples } = await sampled({
    seed: 5,
    count: 10,
    noise_source: "torch-cpu",
  });
  const start = samples.path?.[0] ?? [];
  const normals = [...torchGenerator(5).normals(20)];
  expect(Array.from(start, (value) => value / 80)).toEqual(
    normals.map((z) => expect.closeTo(z, 12)),
  );
  expect(samples.origin?.noise).toBe("torch-cpu");
});

test("along a flow the ring is sampled too, from noise alone", async () => {
  const times = Float64Array.from({ length: 41 }, (_, i) => 1 - i / 40);
  const { samples } = await sampled({
    count: 200,
    schedule: { sigmas: times, ending: "zero", source: "even" },
    process: "flow",
    flow_shift: 3,
  });
  const radii = Array.from({ length: 200 }, (_, k) =>
    Math.hypot(samples.data[2 * k] ?? NaN, samples.data[2 * k + 1] ?? NaN),
  );
  const mean = radii.reduce((sum, radius) => sum + radius) / 200;
  expect(mean).toBeCloseTo(1, 1);
  expect(samples.nfe).toBe(40);
  expect(samples.origin?.flow).toEqual({ shift: 3 });
});

test("a schedule's levels are noise levels where nothing else is said", async () => {
  const plain = await sampled({ seed: 3, count: 5 });
  const said = await sampled({
    seed: 3,
    count: 5,
    process: "variance-exploding",
    flow_shift: 3,
  });
  expect(said.samples.data).toEqual(plain.samples.data);
  expect(plain.samples.origin).not.toHaveProperty("flow");
});

test("the path begins at noise and ends at the samples", async () => {
  const { samples } = await sampled({ count: 3 });
  expect(samples.path).toHaveLength(11);
  expect(samples.path?.at(-1)).toEqual(samples.data);
  const start = samples.path?.[0] ?? [];
  expect(Math.max(...start.map(Math.abs))).toBeGreaterThan(10);
});

test("each step is reported, and the points are shown at the end", async () => {
  const { reports, views } = await sampled({ count: 20 });
  expect(reports.map(({ done }) => done)).toEqual(
    Array.from({ length: 11 }, (_, step) => step),
  );
  expect(reports[1]).toMatchObject({ total: 10, message: "step 1 of 10" });
  expect(views).toMatchObject([
    { kind: "scatter", caption: "20 samples · 10 NFE" },
  ]);
});

test("a run that takes a while shows the points on their way", async () => {
  const schedule = scheduleOf(3000);
  const { reports } = await sampled({ count: 500, schedule });
  const shown = reports.flatMap(({ views = [] }) => views);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown[0]).toMatchObject({
    kind: "scatter",
    caption: expect.stringMatching(/^after step \d+ of 3000, σ /) as string,
  });
});

test("a cancel between two steps ends it", async () => {
  const controller = new AbortController();
  const run = sampled(
    { count: 20 },
    {
      signal: controller.signal,
      onReport({ done }) {
        if (done === 4) controller.abort(new Error("cancelled"));
      },
    },
  );
  await expect(run).rejects.toThrow("cancelled");
});

test("samples remember how they were made", async () => {
  const { samples } = await sampled({ seed: 7, count: 2 });
  expect(samples.origin).toMatchObject({
    model: {
      name: "Ring of 8",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    },
    solver: { name: "Stochastic DDIM" },
    schedule: { ending: "sigma-min", source: "EDM, rho 7" },
    seed: 7,
  });
});

test("more samples than memory holds are refused in a sentence", async () => {
  const model = { ...(await modelOf()), shape: [3, 512, 512] };
  await expect(sampled({ model, count: 1000 })).rejects.toThrow(
    "1000 samples of 786432 numbers are more than fit in one batch, wanted at most 170 samples",
  );
});

test("times of a flow are sampled as such, and are no noise levels", async () => {
  const schedule: ScheduleValue = {
    sigmas: Float64Array.of(1, 0.5, 0),
    ending: "zero",
    process: "flow",
    source: "Simple, sd3",
  };
  const { samples } = await sampled({ schedule, count: 3 });
  expect(samples.data).toEqual(
    (await sampled({ schedule, count: 3, process: "flow" })).samples.data,
  );
  expect(samples.origin?.flow).toEqual({ shift: 1 });
  await expect(
    sampled({ schedule, process: "variance-exploding" }),
  ).rejects.toThrow(
    "noise levels are asked for, and those of Simple, sd3 are times of a flow",
  );
});
