import type { View } from "../../engine/view.ts";
import type { EditorStatistics, Meter } from "./meter.ts";

/** The denoising loss with the schedule's levels on it: a step's KLUB is what lies between the curve and its upper level. */
export function lossView(
  { curves }: EditorStatistics,
  meter: Meter,
  levels: readonly number[],
): Extract<View, { kind: "lines" }> {
  const { min, max } = meter.range;
  const rising = levels
    .filter((level) => level >= min && level <= max)
    .toReversed();
  return {
    kind: "lines",
    x: { label: "", scale: "log" },
    y: { label: "", scale: "log" },
    series: [
      { name: "denoising loss by σ", x: curves.t, y: curves.loss },
      {
        name: "at the levels",
        x: Float64Array.from(rising),
        y: Float64Array.from(rising, (level) => meter.loss(level)),
        emphasis: true,
      },
    ],
  };
}
