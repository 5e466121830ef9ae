import { buildSchedule, mostSteps } from "../../core/schedules/build.ts";
import { findSchedule, schedules } from "../../core/schedules/registry.ts";
import {
  choice,
  number,
  optionalPort,
  shownFor,
  toggle,
  wholeNumber,
} from "../../engine/inputs.ts";
import { stepsView } from "../parts/schedule-lines.ts";
import { scheduleValue } from "../parts/schedule-value.ts";
import {
  decidedByModel,
  limitsChoices,
  limitsOf,
  limitWords,
  trainedOf,
  unusedModel,
} from "../parts/schedule-limits.ts";
import { sigmaMaxInput, sigmaMinInput } from "../parts/sigma-inputs.ts";
import { endingInput } from "../parts/ending-input.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { peerNames, scheduleChoices } from "../parts/other-names.ts";
import { parameterInputs, parameterValues } from "../parts/parameter-inputs.ts";

const limited = shownFor(
  "family",
  ...[...schedules]
    .filter(([, family]) => family.ownRange !== true)
    .map(([id]) => id),
);

export const schedule = defineNode({
  title: "Schedule",
  also: [
    "BasicScheduler",
    "KarrasScheduler",
    "ExponentialScheduler",
    "PolyexponentialScheduler",
    "LaplaceScheduler",
    "VPScheduler",
    "SDTurboScheduler",
    ...[...schedules.values()].flatMap(peerNames),
  ],
  description:
    "A schedule by formula or from a published table: the noise levels that the solver steps through, from the highest to the lowest.",
  // 2: a linked model's own training levels
  version: 2,
  shows: "plot",
  quick: true,
  inputs: {
    model: optionalPort("MODEL", {
      description:
        "What the schedule is for. A schedule of training levels (Simple, Normal, Leading, …) is made from the model's own, whatever model sampling says; with limits from the model, sigma min and sigma max of the others are the lowest and the highest noise level that it was trained for.",
    }),
    family: choice(scheduleChoices(schedules), {
      default: "edm",
      description:
        "How the noise levels are spaced. Published tables and schedules over a model's training have ends of their own.",
    }),
    steps: wholeNumber({
      default: 10,
      min: 1,
      max: mostSteps,
      description:
        "Number of solver steps n; the schedule has n + 1 levels. DDIM uniform may have more steps, Beta and diffusers' spacings fewer.",
    }),
    limits: choice(limitsChoices, {
      default: "given",
      description:
        "Where sigma min and sigma max are from: set here, or those of the linked model.",
      // without a model there is nothing to choose
      seldom: true,
      shownFor: limited,
    }),
    sigma_min: sigmaMinInput({
      description: "Lowest noise level above 0, in data units.",
      shownFor: shownFor("limits", "given"),
    }),
    sigma_max: sigmaMaxInput({
      description: "Highest noise level, in data units.",
      shownFor: shownFor("limits", "given"),
    }),
    ending: endingInput({
      description:
        "The last noise level. Zero: n levels down to sigma min, then 0, as in EDM and ComfyUI; in AYS tables 0 stands in place of the table's last level.",
    }),
    denoise: number({
      default: 1,
      min: 0.001,
      max: 1,
      step: 0.05,
      description:
        "The part of the sampling that is wanted: the last n steps of a schedule of n / denoise steps, as ComfyUI's BasicScheduler has it. ComfyUI's AYS, GITS and OSS nodes instead keep round(n × denoise) steps of n.",
    }),
    discard_penultimate: toggle({
      default: false,
      label: "discard penultimate",
      description:
        "Makes one step more and leaves out the last level but one, as ComfyUI's KSampler does for dpm_2, dpm_2_ancestral, uni_pc and uni_pc_bh2.",
      seldom: true,
    }),
    ...decidedByModel(parameterInputs(schedules, "family")),
  },
  outputs: { schedule: { type: "SCHEDULE" } },
  async run(inputs, context) {
    const family = String(inputs.family);
    const found = findSchedule(family).schedule;
    const isLimited = found.ownRange !== true;
    const { model } = inputs;
    const trained = trainedOf(model, found);
    const options = parameterValues(family, found.parameters, inputs);
    const built = buildSchedule(family, {
      steps: Number(inputs.steps),
      ...(isLimited ? limitsOf(inputs) : {}),
      ending: inputs.ending === "zero" ? "zero" : "sigma-min",
      denoise: inputs.denoise,
      discardPenultimate: inputs.discard_penultimate,
      options,
      ...(trained && { trained }),
    });
    const warning = unusedModel(inputs, found, options);
    if (warning !== undefined) context.warn(warning);
    const flow = built.process === "flow";
    const sigmas = Float64Array.from(built.sigmas);
    context.show(
      stepsView(
        [{ name: built.source, sigmas, emphasis: true }],
        [
          ...(built.notice === undefined ? [] : [built.notice]),
          ...((isLimited || trained) &&
          model !== undefined &&
          warning === undefined
            ? [limitWords(model)]
            : []),
          ...(flow ? ["times of a flow, 1 being pure noise"] : []),
        ],
        flow ? "time of the flow" : "σ",
      ),
    );
    return { schedule: scheduleValue(built) };
  },
});
