import { BadInput } from "../../core/bad-input.ts";
import { checkGuidance, guidanceRanges } from "../../core/guidance.ts";
import { choice, number, port, shownFor } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";

export const guidance = defineNode({
  title: "Guidance",
  also: ["CFGGuider", "RescaleCFG", "CFG", "guidance_scale"],
  description:
    "Pushes samples towards their class: classifier-free guidance (CFG). Everything that the model is linked to from here uses it. Each evaluation computes the model twice; it replaces guidance that was set before.",
  inputs: {
    model: port("MODEL"),
    strength: choice(
      [
        { value: "own", title: "As the model says" },
        { value: "set", title: "Set here" },
      ],
      {
        default: "own",
        description:
          "The scale that the model's own file names, or 1, which is no guidance, where it names none; or one that you set.",
      },
    ),
    scale: number({
      default: 2,
      ...guidanceRanges.scale,
      step: 0.5,
      description:
        "1 is no guidance, 0 the model without its class; more pushes harder and makes samples more alike.",
      shownFor: shownFor("strength", "set"),
    }),
    rescale: number({
      default: 0,
      ...guidanceRanges.rescale,
      step: 0.1,
      description:
        "How much of the contrast that guidance adds is taken back, as in ComfyUI's RescaleCFG; 0.7 is usual where pictures come out too bright.",
    }),
  },
  outputs: { model: { type: "MODEL" } },
  shows: "text",
  async run({ model, strength, scale, rescale }, context) {
    if (model.latents && !model.prompts)
      throw new BadInput(
        `${model.title} is guided by prompts: link Prompt Guidance, which has a scale of its own, in place of Guidance or before it`,
      );
    const { statedGuidance } = model;
    const own = strength === "own";
    if (own && statedGuidance === undefined && model.classCount === 0) {
      const text = `${model.title} has no classes: it stays as it is`;
      context.show({ kind: "text", text });
      return { model };
    }
    const set = { scale: own ? (statedGuidance ?? 1) : scale, rescale };
    checkGuidance(model, set);
    const from = !own
      ? "set here"
      : statedGuidance === undefined
        ? `${model.title} names no scale`
        : `as ${model.title} says`;
    const text = `scale ${set.scale}, ${from}`;
    context.show({ kind: "text", text });
    return { model: { ...model, guidance: set } };
  },
});
