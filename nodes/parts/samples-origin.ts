import type {
  ModelValue,
  SamplesOrigin,
  ScheduleValue,
} from "../../engine/values.ts";

/** A model with what it is guided and conditioned by, as files name it. */
export function namedModel({
  title,
  sha256,
  guidance,
  prompts,
}: ModelValue): SamplesOrigin["model"] {
  return {
    name: title,
    sha256,
    ...(guidance && { guidance }),
    ...(prompts && {
      prompts: {
        positive: prompts.positive.map(({ text }) => text),
        negative: prompts.negative.text,
      },
    }),
  };
}

/** How samples were made, for the files that they are saved in. */
export function samplesOrigin(
  model: ModelValue,
  { source, ending, sigmas }: ScheduleValue,
  rest: Omit<SamplesOrigin, "model" | "schedule">,
): SamplesOrigin {
  return {
    model: namedModel(model),
    schedule: { source, ending, sigmas: [...sigmas] },
    ...rest,
  };
}
