import { BadInput } from "../../core/bad-input.ts";
import { ranges } from "../../core/klub/check-request.ts";
import {
  choice,
  number,
  numbers,
  optionalPort,
  port,
  seed,
  shownFor,
  wholeNumber,
} from "../../engine/inputs.ts";
import { endingInput } from "../parts/ending-input.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type {
  ImageValue,
  ModelValue,
  SamplesValue,
} from "../../engine/values.ts";
import { toModelReference } from "../../models/model-reference.ts";
import { sixDigits } from "../formats/digits.ts";
import { fewSamples } from "../parts/few-samples.ts";
import { solvedChoices, solvedWords } from "../parts/flow-sampling.ts";
import { settingsOf } from "../parts/optimization-settings.ts";
import { finishedView } from "../parts/optimization-view.ts";
import { optimizationReport } from "../parts/optimization-report.ts";
import {
  optimizationWarnings,
  worseThanKnown,
} from "../parts/optimization-warnings.ts";
import { optimizedValue } from "../parts/optimized-value.ts";
import { optimizedViews } from "../parts/optimized-views.ts";
import { pictureData } from "../parts/picture-data.ts";
import { namedModel } from "../parts/samples-origin.ts";
import { limitsChoices } from "../parts/schedule-limits.ts";
import { sigmaMaxInput, sigmaMinInput } from "../parts/sigma-inputs.ts";
import { optimize } from "../tasks/optimize.ts";

const tuned = shownFor("method", "tuned");

export const optimizeSchedule = defineNode({
  title: "Optimize Schedule",
  also: ["Align Your Steps", "AYS", "KLUB"],
  description:
    "Finds the best noise levels for this model, in a process of its own: those that minimize the Kullback-Leibler upper bound (KLUB) of Align Your Steps (Sabour et al. 2024), or those that measure best with your solver. A lower KLUB is a tighter bound, not always a better picture: Tuned returns nothing that measures worse than the best hand-crafted schedule.",
  inputs: {
    model: port("MODEL"),
    solver: optionalPort("SOLVER", {
      neededFor: tuned,
      description:
        "What the schedule is for. Tuned measures with it; Coordinate stops early by its samples. The KLUB of Exact is that of stochastic DDIM, whichever solver is used; what Exact and Coordinate find is measured with yours in the end, beside the well-known schedules.",
    }),
    data: optionalPort("LATENT", {
      orType: "IMAGE",
      description:
        "Samples or pictures that the model is optimized for; pictures are brought to its size. Without them: a toy's own data, or the model's own samples.",
    }),
    method: choice(
      [
        { value: "tuned", title: "Tuned: measured with your solver" },
        { value: "exact", title: "Exact: one pass, global optimum" },
        { value: "coordinate", title: "Coordinate: the paper's search" },
      ],
      {
        default: "tuned",
        description:
          "Tuned: many schedules are measured with your solver, the best polished, and confirmed on fresh noises against the best hand-crafted one, which is returned where it is not beaten. Exact: one evaluation per sample and noise level, and the schedule with the least KLUB of all; quick, and no solver is needed. Coordinate: as in the paper, with a hundred times as many evaluations as Exact.",
      },
    ),
    measure: choice(
      [
        { value: "auto", title: "As the solver asks" },
        { value: "paired", title: "Paired: error to the fine solution" },
        { value: "distribution", title: "Distribution: distance to data" },
      ],
      {
        default: "auto",
        shownFor: tuned,
        description:
          "What decides; the other measure is shown beside it. Paired: how far each sample is from where the model's own fine solution comes to from the same noise. Distribution: how far the samples together are from the data. As the solver asks: paired, for a solver that draws noise distribution.",
      },
    ),
    budget: choice(
      [
        { value: "quick", title: "Quick" },
        { value: "usual", title: "Usual" },
        { value: "thorough", title: "Thorough" },
      ],
      {
        default: "usual",
        shownFor: tuned,
        description:
          "How much is measured with the solver: quick an eighth of the usual, thorough four times as much. Samples and levels do not limit that.",
      },
    ),
    steps: numbers({
      default: [5],
      ...ranges.steps,
      whole: true,
      description:
        "Number of solver steps n, or several: 5, 8, 10, 20. For each there is a schedule of n + 1 levels, all from one pass over the data.",
    }),
    limits: choice(limitsChoices, {
      default: "given",
      description:
        "Where sigma min and sigma max are from: set here, or the lowest and the highest noise level that the model was trained for.",
      seldom: true,
    }),
    sigma_min: sigmaMinInput({
      description:
        "Lowest noise level, in data units. The KLUB weighs low levels most, so this value matters.",
      shownFor: shownFor("limits", "given"),
    }),
    sigma_max: sigmaMaxInput({
      description: "Highest noise level, in data units.",
      shownFor: shownFor("limits", "given"),
    }),
    samples: wholeNumber({
      default: 512,
      ...ranges.samples,
      step: 256,
      description:
        "Data samples that the KLUB is measured with. More of them: less chance in the result, in proportion more time.",
    }),
    levels: wholeNumber({
      default: 65,
      ...ranges.levels,
      step: 16,
      description:
        "Noise levels, evenly spaced in ln σ, at which each sample is denoised once. 65 lose under 0.2 %.",
    }),
    weight: number({
      default: 3,
      ...ranges.weight,
      step: 0.25,
      label: "weight exponent p",
      shownFor: shownFor("method", "exact"),
      description:
        "The bound is weighted by σ^-p. 3 is the paper's KLUB; lower values spend more steps at high noise levels, which often looks better.",
    }),
    ending: endingInput({
      description:
        "The last noise level. Zero: 0 stands in place of sigma min, as in ComfyUI's AYS tables, so the last step ends at the denoised sample; the number of steps and all other levels stay, and the KLUB shown is that of the schedule down to sigma min.",
    }),
    process: choice(solvedChoices, {
      default: "model",
      description: solvedWords,
      seldom: true,
    }),
    seed: seed({
      description: "Decides the data samples and the noise.",
      advances: false,
    }),
  },
  outputs: {
    schedule: {
      type: "SCHEDULE",
      description: "That of the first number of steps.",
    },
    schedules: {
      type: "SCHEDULES",
      description: "Those of all numbers of steps, for Pick Schedule.",
    },
    statistics: {
      type: "STATISTICS",
      description:
        "What was measured of the model: with it Edit Schedule knows the KLUB of any schedule, and Schedule from Statistics makes others without the model.",
    },
    report: {
      type: "REPORT",
      description:
        "The evidence: every schedule that was measured beside every hand-crafted one.",
    },
  },
  alone: true,
  shows: "plot",
  async run(inputs, context) {
    const { model } = inputs;
    const settings = settingsOf(inputs);
    const { method } = settings;
    if (method === "tuned" && settings.solver === undefined)
      throw new BadInput(
        "the method Tuned measures schedules with your solver, and none is linked: link a Solver into solver, or set method to Exact",
      );
    const given =
      inputs.data &&
      (await givenSamples(inputs.data, model, settings.sigmaMin));
    const foreseen = optimizationWarnings(
      settings,
      model,
      given?.data.shape[0],
    );
    foreseen.forEach((warning) => context.warn(warning));
    const { dataWords, notices, ...optimized } = await context.background(
      optimize,
      {
        model,
        ...(given && { data: given.data }),
        ...settings,
      },
    );
    const seen = [
      ...fewSamples(optimized, settings),
      ...worseThanKnown(optimized),
    ];
    seen.forEach((warning) => context.warn(warning));
    const data = [dataWords, ...(given?.words ?? [])].join(" · ");
    const schedules = optimized.schedules.map((found) =>
      optimizedValue(found, optimized, settings, inputs),
    );
    const [first] = schedules;
    if (first === undefined)
      throw new Error("The optimization gave no schedule, wanted one or more");
    const facts = [
      ...(schedules.length === 1 ? [`KLUB ${first.klub?.toPrecision(4)}`] : []),
      data,
      ...(settings.process === "flow" ? ["levels are times of a flow"] : []),
      ...notices,
      `${optimized.nfe.toLocaleString("en")} evaluations`,
      ...(optimized.evidenceNfe === undefined
        ? []
        : [
            `${optimized.evidenceNfe.toLocaleString("en")} more to measure what was found`,
          ]),
    ].join(" · ");
    const reference = toModelReference(model.reference);
    const report = optimizationReport(optimized, settings, {
      model: {
        ...namedModel(model),
        shape: given?.data.shape.slice(1) ?? model.shape,
        ...(model.classLabel !== null && { class: model.classLabel }),
      },
      data,
      device: reference.kind === "toy" ? "cpu" : (reference.device ?? "cpu"),
      warnings: [...foreseen, ...seen],
    });
    context.show(
      ...optimizedViews(optimized, settings, facts),
      finishedView(optimized, optimized.schedules, report.schedules, model),
    );
    return {
      schedule: first,
      schedules,
      statistics: {
        statistics: optimized.statistics,
        increments: optimized.increments,
        weight: settings.weight,
        model: {
          name: model.title,
          sha256: model.sha256,
          ...(model.guidance && { guidance: model.guidance }),
        },
      },
      report,
    };
  },
});

/**
 * @param sigmaMin - The lowest noise level of the optimization; noise up to it makes no difference.
 * @returns The data, `[n, ...shape]`, with what was done to them.
 * @throws BadInput where more noise is left in them, or pictures are given to a model of something else.
 */
async function givenSamples(
  given: SamplesValue | ImageValue,
  model: ModelValue,
  sigmaMin: number,
) {
  if ("pixels" in given) return pictureData(given, model);
  const { data, count, shape, level = 0 } = given;
  if (level > sigmaMin)
    throw new BadInput(
      `data must be samples without noise beyond sigma min (${sixDigits(sigmaMin)}), got some at noise level ${level}`,
    );
  return { data: { data, shape: [count, ...shape] }, words: [] };
}
