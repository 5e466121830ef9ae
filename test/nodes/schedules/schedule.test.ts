import { expect, test } from "vitest";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { nodes } from "../../../nodes/registry.ts";
import { runNode } from "../run-node.ts";

const id = "schedules/schedule";

test("gives the schedule of its family and shows it step by step", async () => {
  const { outputs, views } = await runNode(id, {
    family: "edm",
    steps: 5,
    sigma_min: 0.03,
    sigma_max: 14,
    ending: "sigma-min",
    "edm:rho": 5,
  });
  const { sigmas } = buildSchedule("edm", {
    steps: 5,
    sigmaMin: 0.03,
    sigmaMax: 14,
    ending: "sigma-min",
    options: { rho: 5 },
  });
  expect(outputs["schedule"]).toEqual({
    sigmas: Float64Array.from(sigmas),
    ending: "sigma-min",
    source: "EDM, rho 5",
  });
  expect(views).toMatchObject([
    {
      kind: "lines",
      y: { scale: "log" },
      series: [
        { x: Float64Array.of(0, 1, 2, 3, 4, 5), y: Float64Array.from(sigmas) },
      ],
    },
  ]);
});

test("ending at zero, the curve leaves the 0 out and says so", async () => {
  const { outputs, views } = await runNode(id, {
    family: "ays",
    ending: "zero",
    "ays:table": "sdxl",
  });
  expect(outputs["schedule"]).toMatchObject({
    ending: "zero",
    source: "AYS table, sdxl",
  });
  const [view] = views;
  if (view?.kind !== "lines") throw new Error("no curve is shown");
  expect(view.series[0]?.y.length).toBe(10);
  expect(view.series[0]?.y.every((sigma) => sigma > 0)).toBe(true);
  expect(view.caption).toBe("last step to 0, below the axis");
});

test("limits are shown for families that take them, a family's parameters for it alone", () => {
  const inputs = nodes.get(id)?.inputs;
  const limits = inputs?.["sigma_min"]?.shownFor?.values;
  expect(limits).toContain("edm");
  expect(limits).not.toContain("ays");
  expect(inputs?.["ays:table"]?.shownFor).toEqual({
    input: "family",
    values: ["ays"],
  });
});

test("a schedule over a model's training takes its model and no limits", async () => {
  const inputs = nodes.get(id)?.inputs;
  for (const family of [
    "simple",
    "normal",
    "sgm-uniform",
    "ddim-uniform",
    "beta",
    "linear-quadratic",
  ]) {
    expect(inputs?.["sigma_max"]?.shownFor?.values).not.toContain(family);
    expect(inputs?.[`${family}:model-sampling`]?.shownFor).toEqual({
      input: "family",
      values: [family],
    });
    const { outputs } = await runNode(id, {
      family,
      steps: 10,
      ending: "zero",
      [`${family}:model-sampling`]: "sd15-zsnr",
    });
    const { sigmas } = buildSchedule(family, {
      steps: 10,
      ending: "zero",
      options: { "model-sampling": "sd15-zsnr" },
    });
    expect(outputs["schedule"]).toMatchObject({
      sigmas: Float64Array.from(sigmas),
      ending: "zero",
    });
  }
});

test("a part of the sampling, and one without the penultimate level, are core's", async () => {
  const { outputs } = await runNode(id, {
    family: "edm",
    steps: 5,
    ending: "zero",
    denoise: 0.5,
    discard_penultimate: true,
  });
  const { sigmas } = buildSchedule("edm", {
    steps: 5,
    sigmaMin: 0.002,
    sigmaMax: 80,
    ending: "zero",
    denoise: 0.5,
    discardPenultimate: true,
  });
  expect(outputs["schedule"]).toMatchObject({
    sigmas: Float64Array.from(sigmas),
    source: "EDM, rho 7, denoise 0.5, penultimate level left out",
  });
  await expect(runNode(id, { denoise: 0 })).rejects.toThrow(
    "denoise must be a number above 0 and at most 1, got 0, which leaves no step",
  );
});

test("times of a flow are marked and said, and a shift is shown for flow models alone", async () => {
  const { outputs, views } = await runNode(id, {
    family: "simple",
    steps: 5,
    ending: "zero",
    "simple:model-sampling": "sd3",
    "simple:shift": 2,
  });
  expect(outputs["schedule"]).toMatchObject({
    process: "flow",
    source: "Simple, sd3, shift 2",
  });
  expect(views).toMatchObject([
    {
      y: { label: "time of the flow" },
      caption:
        "times of a flow, 1 being pure noise · last step to 0, below the axis",
    },
  ]);
  const shown = nodes.get(id)?.inputs["simple:shift"]?.shownFor;
  expect(shown?.input).toBe("simple:model-sampling");
  expect(shown?.values).toContain("sd3");
  expect(shown?.values).not.toContain("sd15");
});

test("another number of steps than was asked for is said below the curve", async () => {
  const { views } = await runNode(id, { family: "ddim-uniform", steps: 6 });
  expect(views).toMatchObject([
    {
      caption: expect.stringMatching(
        /^DDIM uniform, sd15 has 7 steps where 6 were asked for: /,
      ) as string,
    },
  ]);
});

test("crossed limits are refused in a sentence", async () => {
  await expect(runNode(id, { sigma_min: 5, sigma_max: 1 })).rejects.toThrow(
    "sigma min must be below sigma max, got 5 and 1",
  );
});
