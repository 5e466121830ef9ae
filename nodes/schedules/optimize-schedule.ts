import { ranges } from "../../core/klub/check-request.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import {
  choice,
  number,
  optionalPort,
  port,
  seed,
  wholeNumber,
} from "../../engine/inputs.ts";
import { sigmaMaxInput, sigmaMinInput } from "../parts/sigma-inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { klubTable, lossView, scheduleView } from "../parts/klub-views.ts";
import { optimize } from "../tasks/optimize.ts";

export const optimizeSchedule = defineNode({
  title: "Optimize Schedule",
  also: ["Align Your Steps", "AYS", "KLUB"],
  description:
    "Finds the noise levels that minimize the Kullback-Leibler upper bound (KLUB) of Align Your Steps (Sabour et al. 2024) for this model, in a process of its own. A lower KLUB is a tighter bound, not always a better picture: put the result beside EDM and look.",
  inputs: {
    model: port("MODEL"),
    solver: optionalPort("SOLVER", {
      description:
        "Only recorded with the schedule for now: the KLUB is that of stochastic DDIM, whichever solver is used.",
    }),
    method: choice(
      [{ value: "exact", title: "Exact: one pass, global optimum" }],
      {
        default: "exact",
        description:
          "One evaluation per sample and noise level; dynamic programming finds the best schedule of all on a fine grid.",
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
    const { model, solver, steps, weight, ending } = inputs;
    const { schedules, nfe, statistics, increments, dataWords } =
      await context.background(optimize, {
        model,
        steps: [steps],
        sigmaMin: inputs.sigma_min,
        sigmaMax: inputs.sigma_max,
        samples: inputs.samples,
        levels: inputs.levels,
        seed: inputs.seed,
        weight,
      });
    const [best] = schedules;
    if (best === undefined)
      throw new Error(
        `The optimization of ${steps} steps gave no schedule, wanted one`,
      );
    const klub = scheduleKlub(statistics, best.sigmas, {
      weight: 3,
      increments,
    });
    context.show(
      scheduleView(
        statistics,
        best,
        `KLUB ${klub.toPrecision(4)} · ${dataWords} · ${nfe.toLocaleString("en")} evaluations`,
      ),
      lossView(statistics),
      klubTable(statistics, best, { weight, increments }),
    );
    const sigmas = best.sigmas.slice();
    if (ending === "zero") sigmas[steps] = 0;
    return {
      schedule: {
        sigmas,
        ending: ending === "zero" ? "zero" : "sigma-min",
        source: `KLUB-optimized for ${model.title}${model.guidance ? `, guidance ${model.guidance.scale}` : ""}${weight === 3 ? "" : `, weight σ^-${weight}`}`,
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
