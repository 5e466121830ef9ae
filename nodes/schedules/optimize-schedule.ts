import { BadInput } from "../../core/bad-input.ts";
import { ranges } from "../../core/klub/check-request.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import {
  choice,
  number,
  optionalPort,
  port,
  seed,
  shownFor,
  wholeNumber,
} from "../../engine/inputs.ts";
import { sigmaMaxInput, sigmaMinInput } from "../parts/sigma-inputs.ts";
import type { SamplesValue } from "../../engine/values.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { klubTable, lossView, scheduleView } from "../parts/klub-views.ts";
import { finishedView } from "../parts/optimization-view.ts";
import type {
  Effort,
  Method,
  OptimizationSettings,
} from "../parts/optimization.ts";
import {
  candidateTable,
  tunedView,
  verdictWords,
} from "../parts/tuned-views.ts";
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
      description:
        "What the schedule is for. Tuned measures with it; Coordinate stops early by its samples; for Exact it is only recorded, since the KLUB is that of stochastic DDIM, whichever solver is used.",
    }),
    data: optionalPort("LATENT", {
      description:
        "Samples that the model is optimized for. Without them: a toy's own data, or the model's own samples.",
    }),
    method: choice(
      [
        { value: "exact", title: "Exact: one pass, global optimum" },
        { value: "tuned", title: "Tuned: measured with your solver" },
        { value: "coordinate", title: "Coordinate: the paper's search" },
      ],
      {
        // graphs that were saved without a method mean this one
        default: "exact",
        description:
          "Exact: one evaluation per sample and noise level, and the schedule with the least KLUB of all. Tuned: many schedules are measured with your solver, the best polished, and confirmed on fresh noises against the best hand-crafted one, which is returned where it is not beaten. Coordinate: as in the paper, with a hundred times as many evaluations as Exact.",
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
          "How much is measured: quick an eighth of the usual, thorough four times as much.",
      },
    ),
    steps: wholeNumber({
      default: 5,
      ...ranges.steps,
      description: "Number of solver steps n; the schedule has n + 1 levels.",
    }),
    sigma_min: sigmaMinInput({
      description:
        "Lowest noise level, in data units. The KLUB weighs low levels most, so this value matters.",
    }),
    sigma_max: sigmaMaxInput({
      description: "Highest noise level, in data units.",
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
    ending: choice(
      [
        { value: "sigma-min", title: "Sigma min" },
        { value: "zero", title: "Zero" },
      ],
      {
        default: "sigma-min",
        description:
          "The last noise level. Zero: 0 stands in place of sigma min, as in ComfyUI's AYS tables, so the last step ends at the denoised sample; the number of steps and all other levels stay, and the KLUB shown is that of the schedule down to sigma min.",
      },
    ),
    seed: seed({
      description: "Decides the data samples and the noise.",
      advances: false,
    }),
  },
  outputs: {
    schedule: { type: "SCHEDULE" },
    statistics: {
      type: "STATISTICS",
      description:
        "What was measured of the model: with it Edit Schedule knows the KLUB of any schedule.",
    },
  },
  shows: "plot",
  async run(inputs, context) {
    const { model, solver, steps, weight } = inputs;
    const ending = inputs.ending === "zero" ? "zero" : "sigma-min";
    const method = methodOf(inputs.method);
    const limits = { sigmaMin: inputs.sigma_min, sigmaMax: inputs.sigma_max };
    const { schedules, nfe, statistics, increments, dataWords } =
      await context.background(optimize, {
        model,
        ...(inputs.data && {
          data: cleanSamples(inputs.data, limits.sigmaMin),
        }),
        method,
        ...(solver && method !== "exact" && { solver }),
        steps: [steps],
        ...limits,
        samples: inputs.samples,
        levels: inputs.levels,
        seed: inputs.seed,
        weight,
        ending,
        effort: effortOf(inputs.budget),
        ...(method === "tuned" && decidesOf(inputs.measure)),
      });
    const [best] = schedules;
    if (best === undefined)
      throw new Error(
        `The optimization of ${steps} steps gave no schedule, wanted one`,
      );
    const toMin = [...best.sigmas];
    // a published table may begin or end a little off the limits
    toMin[0] = limits.sigmaMax;
    toMin[steps] = limits.sigmaMin;
    const klub = scheduleKlub(statistics, toMin, { weight: 3, increments });
    const facts = `KLUB ${klub.toPrecision(4)} · ${dataWords} · ${nfe.toLocaleString("en")} evaluations`;
    const shown = { ...best, sigmas: toMin };
    const klubs = klubTable(statistics, shown, { weight, increments });
    const panel = finishedView({ statistics, increments }, schedules, model);
    if (best.tuned)
      context.show(
        tunedView(best.tuned, limits, [verdictWords(best.tuned), facts]),
        candidateTable(best.tuned),
        lossView(statistics),
        klubs,
        panel,
      );
    else
      context.show(
        scheduleView(statistics, shown, facts),
        lossView(statistics),
        klubs,
        panel,
      );
    const weighted =
      method === "exact" && weight !== 3 ? `, weight σ^-${weight}` : "";
    return {
      schedule: {
        sigmas: Float64Array.from(best.sigmas),
        ending,
        source: `${named[method]} for ${model.title}${model.guidance ? `, guidance ${model.guidance.scale}` : ""}${weighted}`,
        klub,
        model: { name: model.title, sha256: model.sha256 },
        ...(solver && { solver: findSolver(solver.id).solver.title }),
      },
      statistics: {
        statistics,
        increments,
        weight,
        model: { name: model.title, sha256: model.sha256 },
      },
    };
  },
});

const named: Readonly<Record<Method, string>> = {
  exact: "KLUB-optimized",
  tuned: "Tuned",
  coordinate: "KLUB-optimized by coordinates",
};

/**
 * @param sigmaMin - The lowest noise level of the optimization; noise up to it makes no difference.
 * @throws BadInput where more noise is left in them.
 */
function cleanSamples(
  { data, count, shape, level = 0 }: SamplesValue,
  sigmaMin: number,
) {
  if (level > sigmaMin)
    throw new BadInput(
      `data must be samples without noise beyond sigma min (${sigmaMin}), got some at noise level ${level}`,
    );
  return { data, shape: [count, ...shape] };
}

function methodOf(value: string): Method {
  return value === "tuned" || value === "coordinate" ? value : "exact";
}

function effortOf(value: string): Effort {
  return value === "quick" || value === "thorough" ? value : "usual";
}

function decidesOf(value: string): Pick<OptimizationSettings, "decides"> {
  return value === "paired" || value === "distribution"
    ? { decides: value }
    : {};
}
