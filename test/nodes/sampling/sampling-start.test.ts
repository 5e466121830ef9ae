import { expect, test } from "vitest";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type { SamplesValue, ScheduleValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const whole: ScheduleValue = (() => {
  const { sigmas, ending, source } = buildSchedule("edm", {
    steps: 10,
    sigmaMin: 0.002,
    sigmaMax: 80,
    ending: "zero",
  });
  return { sigmas: Float64Array.from(sigmas), ending, source };
})();

async function sampled(
  values: Readonly<Record<string, unknown>>,
): Promise<SamplesValue> {
  const { outputs } = await runNode("sampling/model", {});
  const run = await runNode("sampling/sampler", {
    model: outputs["model"],
    solver: { id: "heun", options: {} },
    schedule: whole,
    seed: 4,
    count: 6,
    ...values,
  });
  return run.outputs["samples"] as SamplesValue;
}

async function split(step: number) {
  const { outputs } = await runNode("schedule-tools/split-schedule", {
    schedule: whole,
    step,
  });
  return outputs as { high: ScheduleValue; low: ScheduleValue };
}

test("two Samplers along the parts of a split schedule give what one gives along the whole", async () => {
  const { high, low } = await split(4);
  const first = await sampled({ schedule: high });
  expect(first.level).toBe(whole.sigmas[4]);
  const second = await sampled({ schedule: low, start: first, seed: 9 });
  const once = await sampled({});
  expect(second.data).toEqual(once.data);
  expect(second.count).toBe(6);
  expect(second).not.toHaveProperty("level");
});

test.each(["default", "torch-cpu", "torch-cpu-each", "brownian"])(
  "a second Sampler's %s noise goes on behind what the first one drew",
  async (noise_source) => {
    const given = {
      solver: { id: "stochastic-ddim", options: {} },
      noise_source,
    };
    const { high, low } = await split(4);
    const first = await sampled({ ...given, schedule: high });
    const second = await sampled({ ...given, schedule: low, start: first });
    const once = await sampled(given);
    expect(second.data).toEqual(once.data);
    expect(second.draws).toBe(once.draws);
  },
);

test("a start from noise alone where the model expects data in it is said, and one with a start is not", async () => {
  const { low } = await split(6);
  const captionOf = async (values: Readonly<Record<string, unknown>>) => {
    const { outputs } = await runNode("sampling/model", {});
    const { views } = await runNode("sampling/sampler", {
      model: outputs["model"],
      solver: { id: "heun", options: {} },
      schedule: low,
      count: 6,
      ...values,
    });
    const [view] = views;
    return view && "caption" in view ? view.caption : undefined;
  };
  expect(await captionOf({})).toMatch(
    /^begins with noise alone at σ [\d.]+, where Ring of 8 expects data in it: link a start, or begin at σ 80 · 6 samples/,
  );
  expect(await captionOf({ schedule: whole })).toBe("6 samples · 19 NFE");
  expect(await captionOf({ start: await sampled({}) })).toMatch(/^6 samples/);
});

test("that a solver takes steps of its own is said", async () => {
  const { outputs } = await runNode("sampling/model", {});
  const { views } = await runNode("sampling/sampler", {
    model: outputs["model"],
    solver: { id: "dpm-adaptive", options: {} },
    schedule: whole,
    count: 6,
  });
  expect(views[0]).toMatchObject({
    caption: expect.stringContaining(
      "DPM adaptive chooses its own steps between the schedule's ends above 0",
    ) as unknown,
  });
});

test("clean samples get the noise of the schedule's first level", async () => {
  const { low } = await split(4);
  const clean = await sampled({});
  const again = await sampled({ schedule: low, start: clean, seed: 5 });
  const [sigma = NaN] = low.sigmas;
  const start = again.path?.[0] ?? new Float64Array(0);
  const noise = Array.from(
    start,
    (x, i) => (x - (clean.data[i] ?? NaN)) / sigma,
  );
  const fresh = await sampled({ seed: 5 });
  const normals = Array.from(fresh.path?.[0] ?? [], (x) => x / 80);
  noise.forEach((z, i) => expect(z).toBeCloseTo(normals[i] ?? NaN, 10));
});

test("samples that are noisier than the schedule's first level are refused with both levels", async () => {
  const { high } = await split(4);
  const first = await sampled({ schedule: high });
  const { low } = await split(6);
  await expect(sampled({ schedule: low, start: first })).rejects.toThrow(
    `the start must have at most the schedule's first noise level, ${low.sigmas[0]}, got samples at ${first.level}`,
  );
});

test("samples of another shape are refused with both shapes", async () => {
  const start = { ...(await sampled({})), shape: [3, 4, 4] };
  await expect(sampled({ start })).rejects.toThrow(
    "the start must have samples of the shape [2], which Ring of 8 takes, got [3, 4, 4]",
  );
});

test("noise of a flow is not taken for noise of another process", async () => {
  const { high, low } = await split(4);
  const first = await sampled({ schedule: high });
  await expect(
    sampled({ schedule: low, start: { ...first, process: "flow" } }),
  ).rejects.toThrow(
    /^the start must have noise of a variance-exploding process, as the schedule has, got samples at [\d.]+ of a flow one$/,
  );
});
