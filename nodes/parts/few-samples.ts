import type { OptimizationSettings, Optimized } from "./optimization.ts";

/**
 * How much higher the KLUB by other samples may be than by those that a schedule was fitted to. As many samples of a toy as
 * levels leave a fifth, twice as many a tenth, and schedules that cost 5 % more than the best.
 */
const most = 1.15;

/** Less than this is nothing, and has no shares. */
const leastKlub = 1e-9;

/** A sentence where schedules are fitted to the chance of a few samples; none where enough of them say the same. */
export function fewSamples(
  { schedules }: Pick<Optimized, "schedules">,
  { samples, levels }: Pick<OptimizationSettings, "samples" | "levels">,
): readonly string[] {
  // so few that it is said before anything is measured, `optimizationWarnings`
  if (samples < levels) return [];
  let worst = 0;
  for (const { klub, klubHeldOut } of schedules)
    if (klubHeldOut !== undefined && klub > leastKlub)
      worst = Math.max(worst, klubHeldOut / klub);
  if (worst <= most) return [];
  const percent = (100 * (worst - 1)).toPrecision(3);
  return [
    `${samples} samples are few for ${levels} noise levels: the KLUB of a schedule fitted to one half of them is ${percent} % higher by the other half, wanted at most ${Math.round(100 * (most - 1))} %; take more samples, or fewer levels`,
  ];
}
