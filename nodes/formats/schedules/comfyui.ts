import { plainDigits } from "../digits.ts";
import type { ScheduleFormat } from "../schedule-format.ts";

/** ComfyUI's ManualSigmas finds its numbers by a pattern that knows no exponents: `1e-3` is 1 and −3 there. */
export const comfyui: ScheduleFormat = {
  title: "ComfyUI ManualSigmas",
  extension: "txt",
  write: ({ sigmas }) => `${Array.from(sigmas, plainDigits).join(", ")}\n`,
  target: ({ ending }) =>
    `ComfyUI's ManualSigmas takes the numbers as they are and adds no 0${ending === "zero" ? "" : ", so a little noise of the last sigma stays in the picture"}.`,
};
