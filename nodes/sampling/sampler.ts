import { BadInput } from "../../core/bad-input.ts";
import { noiseKinds, noiseSource } from "../../core/noise/noise-kinds.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import {
  choice,
  number as decimal,
  optionalPort,
  port,
  seed,
  shownFor,
  wholeNumber,
} from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { ModelValue } from "../../engine/values.ts";
import { dataSource } from "../../models/load.ts";
import { toModelReference } from "../../models/model-reference.ts";
import { liveView } from "../formats/sample-views.ts";
import {
  alongFlow,
  flowShift,
  processChoices,
  processWords,
} from "../parts/flow-sampling.ts";
import { previews } from "../parts/previews.ts";
import { classLabels, openedModel } from "../parts/opened-model.ts";
import { inShapeOf } from "../parts/latent-size.ts";
import { runSampling } from "../parts/run-sampling.ts";
import { samplesOrigin } from "../parts/samples-origin.ts";
import {
  checkStart,
  firstNoise,
  lowStart,
  noiseAfter,
  noiseAlone,
  raisedTo,
} from "../parts/sampling-start.ts";

const largestBatch = 1 << 27;
const keptNumbers = 1 << 15;
const keptSamples = 64;
const mostReference = 5000;
// far from the first ones, which optimizers draw
const firstReference = 1e9;

export const sampler = defineNode({
  title: "Sampler",
  also: [
    "KSampler",
    "KSamplerAdvanced",
    "SamplerCustom",
    "SamplerCustomAdvanced",
    "RandomNoise",
    "EmptyLatentImage",
  ],
  description:
    "Runs a solver along a schedule, from noise to samples. The same seed gives the same noise; with the default noise, sample k has the same noise however many there are.",
  inputs: {
    model: port("MODEL"),
    solver: port("SOLVER"),
    schedule: port("SCHEDULE"),
    start: optionalPort("LATENT", {
      description:
        "Samples to go on from, in place of noise alone, or an Empty Latent, which is only a size. They get as much noise as they lack of the schedule's first level: none where another Sampler left them there along the first part of a split schedule.",
    }),
    seed: seed({ description: "Decides all noise." }),
    count: wholeNumber({
      default: 64,
      min: 1,
      max: 1_000_000,
      decidedBy: "start",
      description: "How many samples; with a start, as many as it has.",
    }),
    process: choice(processChoices, {
      default: "schedule",
      description: processWords,
      seldom: true,
    }),
    flow_shift: decimal({
      default: 1,
      ...flowShift.range,
      label: "flow shift",
      description: flowShift.words,
      shownFor: shownFor("process", "flow"),
    }),
    first_noise: choice(firstNoise.choices, {
      default: firstNoise.default,
      label: "first noise",
      description: firstNoise.words,
      seldom: true,
    }),
    noise_source: choice(
      [...noiseKinds].map(([value, { title }]) => ({ value, title })),
      {
        default: "default",
        label: "noise",
        seldom: true,
        description: `How the seed becomes noise. ${[...noiseKinds.values()].map(({ description }) => description).join(" ")}`,
      },
    ),
  },
  outputs: { samples: { type: "LATENT" } },
  shows: "plot",
  async run(inputs, context) {
    const { solver, schedule, start: given, seed: number } = inputs;
    const model = given ? inShapeOf(inputs.model, given.shape) : inputs.model;
    if (given) checkStart(given, model);
    const begun = given?.empty === true ? undefined : given;
    const count = given?.count ?? inputs.count;
    const denoiser = await openedModel(model, context);
    const { kind } = toModelReference(model.reference);
    const size = model.shape.reduce((product, axis) => product * axis, 1);
    if (count * size > largestBatch)
      throw new BadInput(
        `${count} samples of ${size} numbers are more than fit in one batch, wanted at most ${Math.floor(largestBatch / size)} samples`,
      );
    const noise = noiseSource(inputs.noise_source, {
      seed: number,
      count,
      length: size,
      precision: kind === "toy" ? "f64" : "f32",
      ...(begun?.encoded && { encoded: true }),
    });
    const drawn = noiseAfter(noise, begun?.draws ?? 0);
    const found = findSolver(solver.id);
    const flow = alongFlow(
      inputs.process,
      schedule,
      inputs.flow_shift,
      denoiser,
    );
    const first = schedule.sigmas[0] ?? 0;
    const process = flow ? "flow" : "variance-exploding";
    const start = begun
      ? raisedTo(begun, noise.initial(), first, process)
      : noiseAlone(noise.initial(), inputs.first_noise, first, process, model);
    const reference = await trueData(model, count);
    const labels =
      (model.classLabel === null ? begun?.labels : undefined) ??
      classLabels(model, count);
    const about = {
      count,
      shape: model.shape,
      ...(model.valueRange ? { valueRange: model.valueRange } : {}),
      ...(reference ? { reference } : {}),
    };
    const kept = keptCount(count, size);
    const path = [start.slice(0, kept * size)];
    const steps = schedule.sigmas.length - 1;
    const preview = previews();
    await context.report({ done: 0, total: steps });
    const {
      x,
      nfe,
      sigma: level,
    } = await runSampling({
      solver: found,
      options: solver.options,
      sigmas: schedule.sigmas,
      flow,
      denoiser,
      x: start,
      count,
      labels,
      noise: drawn.draw,
      signal: context.signal,
      async onStep({ index, progress, denoised, x: state, sigmaNext }) {
        path.push(state.slice(0, kept * size));
        const message = `step ${index + 1} of ${steps}`;
        const views = preview(
          { ...about, data: denoised },
          `after ${message}, σ ${sigmaNext.toPrecision(3)}`,
        );
        await context.report({
          done: progress * steps,
          total: steps,
          message,
          views,
        });
      },
      onPortion: (step, part) =>
        context.report({
          done: step + part,
          total: steps,
          message: `step ${step + 1} of ${steps}`,
        }),
    });
    const result = {
      ...about,
      data: x,
      draws: drawn.draws(),
      ...(begun?.encoded && { encoded: true as const }),
      ...(level > 0 && { level, ...(flow && { process: "flow" as const }) }),
    };
    const words = [
      begun || flow ? undefined : lowStart(first, model),
      `${count} ${count === 1 ? "sample" : "samples"}`,
      `${nfe} NFE`,
      found.solver.ownSteps === undefined
        ? undefined
        : `${found.solver.title} ${found.solver.ownSteps}`,
      denoiser.notice(),
    ];
    const caption = words.filter((part) => part !== undefined).join(" · ");
    const view = liveView(result, caption);
    if (view) context.show(view);
    return {
      samples: {
        ...result,
        ...(labels ? { labels } : {}),
        path,
        nfe,
        origin: samplesOrigin(model, schedule, {
          solver: { name: found.solver.title, options: solver.options },
          seed: number,
          noise: inputs.noise_source,
          ...(flow && { flow: { shift: flow.shift } }),
        }),
      },
    };
  },
});

/** How many of the first samples keep their path. */
function keptCount(count: number, size: number): number {
  const room = Math.max(1, Math.floor(keptNumbers / size));
  return Math.min(count, keptSamples, room);
}

/** True data of the plane for pictures and distances. */
async function trueData(
  model: ModelValue,
  count: number,
): Promise<Float32Array | undefined> {
  const source = dataSource(
    toModelReference(model.reference),
    model.classLabel,
  );
  if (!source || model.shape.length !== 1 || model.shape[0] !== 2)
    return undefined;
  const wanted = Math.min(Math.max(count, 500), mostReference);
  const { x } = await source.draw(
    Array.from({ length: wanted }, (_, index) => firstReference + index),
  );
  return Float32Array.from(x);
}
