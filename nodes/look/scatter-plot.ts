import { BadInput } from "../../core/bad-input.ts";
import { slicedWasserstein2d } from "../../core/metrics/sliced-wasserstein.ts";
import { port, toggle, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { SamplesValue } from "../../engine/values.ts";

export const scatterPlot = defineNode({
  title: "Scatter Plot",
  description:
    "Draws points of the plane over the model's true data, where that is known, with the paths of some of them from noise to sample, and tells the sliced Wasserstein distance between the two: 0 is perfect, and the less, the better.",
  terminal: true,
  shows: "plot",
  inputs: {
    samples: port("LATENT", { description: "Samples of shape [2]." }),
    data: toggle({
      default: true,
      label: "true data",
      description: "Draws the true data behind the samples.",
    }),
    trajectories: wholeNumber({
      default: 0,
      min: 0,
      max: 64,
      description: "How many paths to draw.",
    }),
  },
  outputs: {},
  async run({ samples, data, trajectories }, context) {
    if (samples.shape.length !== 1 || samples.shape[0] !== 2)
      throw new BadInput(
        `Scatter Plot draws samples of shape [2], got [${samples.shape.join(", ")}]`,
      );
    const paths = pathsOf(samples, trajectories);
    const caption = captionOf(samples);
    context.show({
      kind: "scatter",
      points: Float32Array.from(samples.data),
      ...(data && samples.reference ? { reference: samples.reference } : {}),
      ...(paths.length > 0 ? { trajectories: paths } : {}),
      caption,
    });
    return {};
  },
});

/** Paths of the first samples, each `[steps + 1, 2]`. */
function pathsOf(samples: SamplesValue, wanted: number): Float32Array[] {
  const states = samples.path ?? [];
  const kept = (states[0]?.length ?? 0) / 2;
  return Array.from({ length: Math.min(wanted, kept) }, (_, sample) =>
    Float32Array.from({ length: 2 * states.length }, (__, index) => {
      const state = states[Math.floor(index / 2)];
      return state?.[2 * sample + (index % 2)] ?? NaN;
    }),
  );
}

function captionOf({ count, nfe, data, reference }: SamplesValue): string {
  const words = [`${count} samples`, `${nfe} NFE`];
  if (reference) {
    const numbers = Math.min(data.length, reference.length);
    const distance = slicedWasserstein2d(
      data.subarray(0, numbers),
      reference.subarray(0, numbers),
    );
    // first, because a narrow node cuts the rest off
    words.unshift(`distance to data ${distance.toPrecision(3)}`);
  }
  return words.join(" · ");
}
