import type {
  ModelValue,
  SamplesOrigin,
  ScheduleValue,
} from "../../engine/values.ts";

/** How samples were made, for the files that they are saved in. */
export function samplesOrigin(
  { title, sha256, guidance, prompts }: ModelValue,
  { source, ending, sigmas }: ScheduleValue,
  rest: Omit<SamplesOrigin, "model" | "schedule">,
): SamplesOrigin {
  return {
    model: {
      name: title,
      sha256,
      ...(guidance && { guidance }),
      ...(prompts && {
        prompts: {
          positive: prompts.positive.map(({ text }) => text),
          negative: prompts.negative.text,
        },
      }),
    },
    schedule: { source, ending, sigmas: [...sigmas] },
    ...rest,
  };
}
