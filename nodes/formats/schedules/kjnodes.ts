import type { ScheduleFormat } from "../schedule-format.ts";

/** KJNodes' CustomSigmas splits at exactly `", "`, resamples where another number of steps is set, and forces the last to 0. */
export const kjnodes: ScheduleFormat = {
  title: "KJNodes CustomSigmas",
  extension: "txt",
  write: ({ sigmas }) => `${[...sigmas].join(", ")}\n`,
  target({ sigmas, ending }) {
    const wanted = `KJNodes' CustomSigmas must have interpolate_to_steps at ${sigmas.length - 1}`;
    return ending === "zero"
      ? `${wanted} (any other number takes the logarithm of the 0) and sets the last sigma to 0, as it is already.`
      : `${wanted} and sets the last sigma to 0 in place of ${sigmas.at(-1)}.`;
  },
};
