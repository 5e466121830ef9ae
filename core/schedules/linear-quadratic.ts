import type { Schedule } from "./schedule.ts";
import { trainedLevels } from "./trained-levels.ts";

/** The share of the noise that the linear half removes. */
const threshold = 0.025;

/**
 * The share of the noise removed before step i of n: rises straight to `threshold` over the first half of the steps, then
 * as a parabola with the same slope where they meet, and is 1 at i = n.
 */
function removed(i: number, steps: number): number {
  if (i === 0) return 0;
  const linear = Math.floor(steps / 2);
  if (i < linear) return (i * threshold) / linear;
  const quadratic = steps - linear;
  const square = (linear - threshold * steps) / (linear * quadratic ** 2);
  return (
    threshold + (threshold / linear) * (i - linear) + square * (i - linear) ** 2
  );
}

/** Small steps at first, then ever larger ones: sigma falls straight over half of the steps, then as a parabola. */
export const linearQuadratic: Schedule = {
  ...trainedLevels,
  title: "Linear-quadratic",
  names: { comfyui: ["linear_quadratic"] },
  source: "Genmo 2024, Mochi 1; ComfyUI, linear_quadratic_schedule",
  sigmas({ steps, sigmaMin, sigmaMax, ending }) {
    const lowest = ending === "zero" ? 0 : sigmaMin;
    const levels = Array.from({ length: steps }, (_, i) => {
      const share = removed(i, steps);
      return (1 - share) * sigmaMax + share * lowest;
    });
    return [...levels, lowest];
  },
};
