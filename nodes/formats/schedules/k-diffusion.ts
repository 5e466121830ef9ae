import { pythonFloats } from "../python.ts";
import type { ScheduleFormat } from "../schedule-format.ts";

/** The argument `sigmas` of k-diffusion's samplers. */
export const kDiffusion: ScheduleFormat = {
  title: "k-diffusion tensor",
  extension: "py",
  write: ({ sigmas }) => `torch.tensor(${pythonFloats(sigmas)})\n`,
  target: ({ ending }) =>
    `k-diffusion's samplers take the tensor as it is, in 32-bit floats, and add no 0${ending === "zero" ? "" : ", so a little noise of the last sigma stays in the picture"}.`,
};
