import { expect, test } from "vitest";
import type { ScheduleValue } from "../../../engine/values.ts";
import { runNode } from "../run-node.ts";

const edm: ScheduleValue = {
  sigmas: Float64Array.of(16, 8, 4, 2, 0),
  ending: "zero",
  source: "EDM, rho 7",
  klub: 2,
  model: { name: "Ring of 8", sha256: "ab" },
  solver: "Euler",
};

/** What every schedule made from `edm` has beside its levels. */
function made(levels: readonly number[], words: string) {
  return {
    sigmas: Float64Array.from(levels),
    ending: levels.at(-1) === 0 ? "zero" : "sigma-min",
    source: `EDM, rho 7, ${words}`,
    model: edm.model,
    solver: edm.solver,
  };
}

test.each<[string, Readonly<Record<string, unknown>>, number[], string]>([
  [
    "resample-schedule",
    { steps: 7 },
    // straight in log2: 16 to 2 in six steps, then 0
    [4, 3.5, 3, 2.5, 2, 1.5, 1].map((power) => 2 ** power).concat(0),
    "resampled to 7 steps",
  ],
  ["resample-schedule", { steps: 1 }, [16, 0], "resampled to 1 step"],
  ["scale-schedule", { factor: 0.5 }, [8, 4, 2, 1, 0], "scaled by 0.5"],
  [
    "set-first-or-last",
    { end: "last", sigma: 1 },
    [16, 8, 4, 2, 1],
    "last level set to 1",
  ],
  [
    "set-first-or-last",
    { end: "first", sigma: 20 },
    [20, 8, 4, 2, 0],
    "first level set to 20",
  ],
  ["between-two-sigmas", { from: 10, to: 3 }, [10, 8, 4, 3], "from 10 to 3"],
  [
    "between-two-sigmas",
    { from: 10, to: 3, ends: "levels" },
    [8, 4],
    "from 10 to 3",
  ],
  ["insert-level", { sigma: 1 }, [16, 8, 4, 2, 1, 0], "1 inserted"],
])(
  "%s with %j gives its schedule, its ending and how it came about, without the KLUB that it no longer has",
  async (name, values, levels, words) => {
    const { outputs, views } = await runNode(`schedule-tools/${name}`, {
      schedule: edm,
      ...values,
    });
    const schedule = outputs["schedule"] as ScheduleValue;
    const expected = made(levels, words);
    expect(schedule).toEqual({ ...expected, sigmas: schedule.sigmas });
    expect(schedule.sigmas).toHaveLength(levels.length);
    levels.forEach((level, index) =>
      expect(schedule.sigmas[index]).toBeCloseTo(level, 12),
    );
    expect(views).toMatchObject([
      {
        kind: "lines",
        series: [
          { name: "EDM" },
          {
            name: expected.source.replace("EDM, rho 7", "EDM"),
            emphasis: true,
          },
        ],
      },
    ]);
  },
);

test("Flip Schedule has the large steps at low levels where they were at high ones", async () => {
  const { outputs } = await runNode("schedule-tools/flip-schedule", {
    schedule: { ...edm, sigmas: Float64Array.of(16, 2, 1, 0) },
  });
  expect(outputs["schedule"]).toEqual(made([16, 8, 1, 0], "flipped"));
});

test("Split Schedule gives the first steps and the others, drawn one after the other", async () => {
  const { outputs, views } = await runNode("schedule-tools/split-schedule", {
    schedule: edm,
    step: 3,
  });
  expect(outputs).toEqual({
    high: made([16, 8, 4, 2], "split at 3, high part"),
    low: made([2, 0], "split at 3, low part"),
  });
  expect(views).toMatchObject([
    {
      series: [
        { name: "high", x: Float64Array.of(0, 1, 2, 3) },
        { name: "low", x: Float64Array.of(3, 4), y: Float64Array.of(2, 0) },
      ],
      caption: "3 + 1 steps · split at σ 2 · last step to 0, below the axis",
    },
  ]);
  await expect(
    runNode("schedule-tools/split-schedule", { schedule: edm, step: 4 }),
  ).rejects.toThrow(/from 1 to 3, so that each part of the 4 steps has one/);
});

test("Split at Denoise gives the low part its share of the steps", async () => {
  const { outputs } = await runNode("schedule-tools/split-at-denoise", {
    schedule: edm,
    denoise: 0.25,
  });
  expect(outputs).toEqual({
    high: made([16, 8, 4, 2], "split at denoise 0.25, high part"),
    low: made([2, 0], "split at denoise 0.25, low part"),
  });
  await expect(
    runNode("schedule-tools/split-at-denoise", { schedule: edm, denoise: 0.1 }),
  ).rejects.toThrow(/leaves no step for the low part/);
});

test("Join Schedules has the shared level once and says so", async () => {
  const { outputs: parts } = await runNode("schedule-tools/split-schedule", {
    schedule: edm,
    step: 2,
  });
  const { outputs, views } = await runNode(
    "schedule-tools/concatenate-schedules",
    parts,
  );
  expect(outputs["schedule"]).toEqual(
    made(
      [16, 8, 4, 2, 0],
      "split at 2, high part, then EDM, rho 7, split at 2, low part",
    ),
  );
  expect(views).toMatchObject([
    {
      series: [{ x: Float64Array.of(0, 1, 2) }, { x: Float64Array.of(2, 3) }],
      caption: "4 steps · both have 4 · last step to 0, below the axis",
    },
  ]);
});

test("Join Schedules says which step leads from one to the other, and keeps no model that is of one alone", async () => {
  const { outputs, views } = await runNode(
    "schedule-tools/concatenate-schedules",
    {
      high: { ...edm, sigmas: Float64Array.of(16, 8), ending: "sigma-min" },
      low: {
        sigmas: Float64Array.of(4, 1),
        ending: "sigma-min",
        source: "Manual",
      },
    },
  );
  expect(outputs["schedule"]).toEqual({
    sigmas: Float64Array.of(16, 8, 4, 1),
    ending: "sigma-min",
    source: "EDM, rho 7, then Manual",
  });
  expect(views).toMatchObject([
    {
      series: [{ x: Float64Array.of(0, 1) }, { x: Float64Array.of(2, 3) }],
      caption: "3 steps · one of them from 8 to 4",
    },
  ]);
});

test("the times of a flow stay such, and are kept from noise levels and from above 1", async () => {
  const flow: ScheduleValue = {
    sigmas: Float64Array.of(1, 0.5, 0),
    ending: "zero",
    source: "Simple, flow",
    process: "flow",
  };
  const scaled = (factor: number) =>
    runNode("schedule-tools/scale-schedule", { schedule: flow, factor });
  expect((await scaled(0.5)).outputs["schedule"]).toMatchObject({
    process: "flow",
  });
  await expect(scaled(2)).rejects.toThrow(
    "Simple, flow, scaled by 2: the levels are times of a flow, at most 1, got 2",
  );
  await expect(
    runNode("schedule-tools/concatenate-schedules", {
      high: { ...edm, sigmas: Float64Array.of(16, 8), ending: "sigma-min" },
      low: flow,
    }),
  ).rejects.toThrow(
    "the schedules must all have noise levels, or all times of a flow, got 1 of 2 with times of a flow",
  );
});

test("a scale that leaves what a double can hold is refused", async () => {
  const tiny = {
    ...edm,
    sigmas: Float64Array.of(1e-319, 1e-320),
    ending: "sigma-min",
  };
  await expect(
    runNode("schedule-tools/scale-schedule", { schedule: tiny, factor: 1e-6 }),
  ).rejects.toThrow(
    "EDM, rho 7, scaled by 0.000001: noise level 2 of 2 must be below the one before it, 0, got 0",
  );
});
