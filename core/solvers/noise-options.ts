import { combine } from "../combine.ts";
import { numberOption } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";
import type { Vector } from "../vector.ts";

/** The noise of a stochastic solver, as ComfyUI and k-diffusion name it. */
export const noiseParameters = {
  eta: {
    kind: "number",
    title: "Eta",
    default: 1,
    min: 0,
    max: 100,
    description:
      "Strength of the noise that is drawn anew; 0 is the differential equation without noise, 1 the stochastic one of the paper.",
  },
  s_noise: {
    kind: "number",
    title: "Noise scale",
    seldom: true,
    default: 1,
    min: 0,
    max: 100,
    description:
      "Standard deviation of the noise that is drawn; all but 1 leaves the noise level that the schedule says.",
  },
} as const satisfies Parameters;

/** Whether any noise is drawn with these options. */
export function drawsNoise(options: ParameterValues): boolean {
  return (
    numberOption(options, "eta") > 0 && numberOption(options, "s_noise") > 0
  );
}

/** x + scale · z; z is drawn only where it counts. */
export function withNoise(
  x: Vector,
  scale: number,
  draw: () => Vector,
): Vector {
  return scale === 0 ? x : combine(x, [1, x], [scale, draw()]);
}
