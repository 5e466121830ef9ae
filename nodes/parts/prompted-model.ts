import type { Prompts } from "../../core/prompts.ts";
import type { ModelValue } from "../../engine/values.ts";

/** A pipeline's network that knows what to make: each prompt is one of its classes, and the negative one is none of them. */
export function withPrompts(model: ModelValue, prompts: Prompts): ModelValue {
  const { positive } = prompts;
  return {
    ...model,
    prompts,
    classCount: positive.length,
    labels: positive.map(({ text }) => text),
    classLabel: positive.length === 1 ? 0 : null,
  };
}
