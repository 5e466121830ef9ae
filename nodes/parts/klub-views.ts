import { klubEstimates, klubInterval } from "../../core/klub/klub-estimates.ts";
import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import type { FitOptions } from "../../core/klub/fit-schedules.ts";
import {
  curvesOf,
  denoisingLoss,
  wholeSums,
} from "../../core/klub/statistics.ts";
import type { Statistics } from "../../core/klub/statistics.ts";
import type { Estimate } from "../../core/metrics/jackknife.ts";
import { buildSchedule } from "../../core/schedules/build.ts";
import { edm } from "../../core/schedules/edm.ts";
import { gaussianOptimal } from "../../core/schedules/gaussian-optimal.ts";
import { logsnr } from "../../core/schedules/logsnr.ts";
import type { LinesView, View } from "../../engine/view.ts";

/** A schedule with its objective by the statistics that it was optimized with. */
export interface Measured {
  readonly steps: number;
  readonly sigmas: ArrayLike<number>;
  readonly klub: number;
}

interface NamedSchedule {
  readonly name: string;
  readonly sigmas: ArrayLike<number>;
}

/** Hand-crafted schedules of as many steps with the same ends, to compare an optimized one with. */
export function rivals(
  statistics: Statistics,
  steps: number,
): readonly NamedSchedule[] {
  const { levels, sigmaData } = statistics;
  const request = {
    steps,
    sigmaMin: levels[0] as number,
    sigmaMax: levels[levels.length - 1] as number,
    ending: "sigma-min",
  } as const;
  // a single point of data has no deviation, and arctan(sigma / c) needs one
  const c = Math.max(sigmaData, 1e-6);
  return [
    { name: edm.title, ...buildSchedule("edm", request) },
    { name: logsnr.title, ...buildSchedule("logsnr", request) },
    {
      name: `${gaussianOptimal.title}, c ${Number(c.toPrecision(3))}`,
      ...buildSchedule("gaussian-optimal", { ...request, options: { c } }),
    },
  ];
}

/** Noise level by step: the optimized schedule over EDM and LogSNR. */
export function scheduleView(
  statistics: Statistics,
  best: Measured,
  caption: string,
): LinesView {
  const lines = [
    ...rivals(statistics, best.steps).slice(0, 2),
    { name: "optimized", sigmas: best.sigmas },
  ];
  return {
    kind: "lines",
    x: { label: "step", scale: "linear" },
    y: { label: "σ", scale: "log" },
    series: lines.map(({ name, sigmas }) => ({
      name,
      x: Float64Array.from({ length: sigmas.length }, (_, step) => step),
      y: Float64Array.from(sigmas),
      ...(name === "optimized" && { emphasis: true }),
    })),
    caption,
  };
}

/** The denoising loss over the noise level, both as it is and as a sum along the paths: equal for an ideal denoiser. */
export function lossView(statistics: Statistics): LinesView {
  const { levels } = statistics;
  const sums = wholeSums(statistics);
  const { loss, standardError } = denoisingLoss(sums);
  // data of a few points have no loss at all at low levels, and 0 has no place on a logarithmic axis
  const shown = (_: number, k: number) => (loss[k] as number) > 0;
  const bound = (side: number) =>
    loss
      .map((value, k) => value + side * 1.96 * (standardError[k] as number))
      .filter(shown);
  return {
    kind: "lines",
    x: { label: "σ", scale: "log" },
    y: { label: "denoising loss", scale: "log" },
    series: [
      {
        name: "summed along paths",
        x: levels,
        y: curvesOf(statistics, sums, "ideal").loss,
      },
      {
        name: "measured",
        x: levels.filter(shown),
        y: loss.filter(shown),
        band: { low: bound(-1), high: bound(1) },
        emphasis: true,
      },
    ],
    caption: `${levels.length} noise levels · ${sums.samples} samples · both lines agree for an ideal denoiser · band: 95 % interval`,
  };
}

/**
 * KLUB of each schedule, all by the same statistics; the optimized one also by samples that it was not fitted to.
 * With another weight than σ^-3 that objective stands beside the KLUB.
 */
export function klubTable(
  statistics: Statistics,
  best: Measured & { readonly klubHeldOut?: number },
  options: FitOptions,
): View {
  const { weight } = options;
  const klub = klubEstimates(statistics, { ...options, weight: 3 });
  const measured = [
    { name: "optimized", sigmas: best.sigmas },
    ...rivals(statistics, best.steps),
  ].map((line) => ({ ...line, estimate: klub(line.sigmas) }));
  const hasIntervals = measured.every(({ estimate }) => klubInterval(estimate));
  const lines = measured.map(({ name, sigmas, estimate }) => {
    const weighted = scheduleKlub(statistics, sigmas, options);
    return [
      name,
      rounded(estimate.value),
      ...halfWidth(estimate),
      ...(weight === 3 ? [] : [rounded(weighted)]),
      rounded(weighted / best.klub),
    ];
  });
  const heldOut =
    best.klubHeldOut === undefined
      ? ""
      : ` Fitted to one half of them and judged by the other, the optimized one has ${rounded(best.klubHeldOut / best.klub)} ×.`;
  return {
    kind: "table",
    columns: [
      "schedule",
      "KLUB",
      ...(hasIntervals ? ["±"] : []),
      ...(weight === 3 ? [] : [`weight σ^-${weight}`]),
      "× optimized",
    ],
    rows: lines,
    best: 0,
    caption: `All by the same samples.${hasIntervals ? " ± is the 95 % interval of each by the chance of the samples." : ""}${heldOut} A lower KLUB is a tighter bound, not always a better picture: compare samples too.`,
  };
}

/** Half of the 95 % interval of a KLUB, where it is known. */
export function halfWidth(estimate: Estimate): readonly number[] {
  const known = klubInterval(estimate);
  return known ? [Number((known.high - estimate.value).toPrecision(2))] : [];
}

/** Four digits, without an exponent where a person can do without. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
