import { expect, test } from "vitest";
import { buildSchedule } from "../../../core/schedules/build.ts";
import type { ModelValue } from "../../../engine/values.ts";
import { descriptions, nodes } from "../../../nodes/registry.ts";
import { shownInputs } from "../../../renderer/editor/shown-inputs.ts";
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

test("one step to zero is drawn as a line of two levels", async () => {
  const { views } = await runNode(id, { steps: 1, ending: "zero" });
  expect(views).toMatchObject([
    { series: [{ x: Float64Array.of(0, 1), y: Float64Array.of(80, 0) }] },
  ]);
});

test("limits are shown for families that take them, a family's parameters for it alone", () => {
  const inputs = nodes.get(id)?.inputs;
  const shown = (values: Record<string, string>) => {
    const schedule = descriptions.find((node) => node.id === id);
    return schedule ? shownInputs(schedule, values) : [];
  };
  const limits = ["limits", "sigma_min", "sigma_max"];
  expect(shown({ family: "edm" })).toEqual(expect.arrayContaining(limits));
  for (const name of limits)
    expect(shown({ family: "ays" })).not.toContain(name);
  expect(shown({ limits: "model" })).not.toContain("sigma_min");
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
    expect(inputs?.["limits"]?.shownFor?.values).not.toContain(family);
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

const stableDiffusion = {
  reference: {},
  title: "Stable Diffusion",
  shape: [4, 64, 64],
  classCount: 0,
  sigmaMin: 0.029_167_158_2,
  sigmaMax: 14.614_647_1,
  sigmaData: 1,
  classLabel: null,
  sha256: "",
} satisfies ModelValue;

test("limits from the model are those that it was trained for, and said below the curve", async () => {
  const { outputs, views, warnings } = await runNode(id, {
    model: stableDiffusion,
    limits: "model",
    steps: 4,
    ending: "zero",
    sigma_max: 80,
  });
  const { sigmaMin, sigmaMax } = stableDiffusion;
  const { sigmas } = buildSchedule("edm", {
    steps: 4,
    sigmaMin,
    sigmaMax,
    ending: "zero",
  });
  expect(outputs["schedule"]).toMatchObject({
    sigmas: Float64Array.from(sigmas),
  });
  expect(sigmas[0]).toBeCloseTo(sigmaMax, 12);
  expect(sigmas[3]).toBeCloseTo(sigmaMin, 12);
  expect(views).toMatchObject([
    {
      caption:
        "σ 14.6146 to 0.0291672 of Stable Diffusion · last step to 0, below the axis",
    },
  ]);
  expect(warnings).toEqual([]);
});

test("limits that are set stand over those of a linked model, and that is said", async () => {
  const alone = await runNode(id, { sigma_max: 20 });
  expect(alone.warnings).toEqual([]);
  const linked = await runNode(id, { model: stableDiffusion, sigma_max: 20 });
  expect(linked.outputs).toEqual(alone.outputs);
  expect(linked.views).toEqual(alone.views);
  expect(linked.warnings).toEqual([
    "sigma min and sigma max are as set here, and not those of Stable Diffusion, 0.0291672 and 14.6146: set limits to From the model, or unlink it.",
  ]);
});

test.each([
  ["SDXL", "sd15", "sdxl", "SD 1.5 (sd15)"],
  ["SD 1 or 2", "sdxl", "sd15", "SDXL"],
  ["SDXL", "svd", "sdxl", "Stable Video (svd)"],
] as const)(
  "for a pipeline that is %s the table %s is said to be another's, and the table %s is not",
  async (family, table, right, title) => {
    const model = { ...stableDiffusion, family };
    const warned = async (named: string) =>
      (await runNode(id, { family: "ays", "ays:table": named, model }))
        .warnings;
    expect(await warned(table)).toEqual([
      `The table is that of ${title}, and the pipeline Stable Diffusion is ${family}: choose the table ${right}.`,
    ]);
    expect(await warned(right)).toEqual([
      "AYS table has ends of its own: the linked model Stable Diffusion changes nothing.",
    ]);
  },
);

test("a linked model decides model sampling and shift of every family that is made from a training", () => {
  const node = descriptions.find((each) => each.id === id);
  const inputs = Object.entries(node?.inputs ?? {});
  const ofTraining = inputs.filter(([name]) =>
    /:(model-sampling|shift)$/.test(name),
  );
  expect(ofTraining.length).toBeGreaterThan(10);
  const decided = inputs.filter(([, { decidedBy }]) => decidedBy === "model");
  expect(decided).toEqual(ofTraining);
});

test("limits from a model are refused without one, and a family with ends of its own says that a model changes nothing", async () => {
  await expect(runNode(id, { limits: "model" })).rejects.toThrow(
    "sigma min and sigma max are to come from the model, and none is linked: link a Model into model, or set limits to As set here",
  );
  const given = { family: "ays", limits: "model" };
  const alone = await runNode(id, given);
  const linked = await runNode(id, { ...given, model: stableDiffusion });
  expect(linked.outputs).toEqual(alone.outputs);
  expect(linked.warnings).toEqual([
    "AYS table has ends of its own: the linked model Stable Diffusion changes nothing.",
  ]);
});
