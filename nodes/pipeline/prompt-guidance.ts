import { BadInput } from "../../core/bad-input.ts";
import { checkGuidance, guidanceRanges } from "../../core/guidance.ts";
import type { SizeConditioning } from "../../core/prompts.ts";
import {
  number,
  optionalPort,
  port,
  wholeNumber,
} from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { noPrompt, openedTextEncoder } from "../parts/opened-pipeline.ts";
import { withPrompts } from "../parts/prompted-model.ts";

const side = { min: 0, max: 65_536, step: 64, default: 0, seldom: true };

export const promptGuidance = defineNode({
  title: "Prompt Guidance",
  also: ["CFGGuider", "CFG", "guidance_scale", "Positive", "Negative"],
  description:
    "Tells a pipeline's network what to make and what not, and how hard to push: classifier-free guidance (CFG). What is linked from here, Sampler or Optimize Schedule, sees one model with all of it inside. Each evaluation computes the network twice.",
  inputs: {
    model: port("MODEL", { description: "The network of Load Pipeline." }),
    positive: port("CONDITIONING", {
      description: "What the picture is to be of.",
    }),
    negative: optionalPort("CONDITIONING", {
      description:
        "What to push away from. Without it: an empty prompt, or, for SDXL, none.",
    }),
    scale: number({
      default: 7.5,
      ...guidanceRanges.scale,
      step: 0.5,
      description:
        "1 is no guidance, and computes the network once; 5 to 8 are usual.",
    }),
    rescale: number({
      default: 0,
      ...guidanceRanges.rescale,
      step: 0.1,
      seldom: true,
      description:
        "How much of the contrast that guidance adds is taken back, as in ComfyUI's RescaleCFG; 0.7 is usual for models with zero terminal SNR.",
    }),
    original_width: wholeNumber({
      ...side,
      label: "original width",
      description:
        "SDXL is told how large the picture was before it was cropped; small numbers make it blurred. 0: as the picture.",
    }),
    original_height: wholeNumber({
      ...side,
      label: "original height",
      description: "As original width. 0: as the picture.",
    }),
    crop_left: wholeNumber({
      ...side,
      label: "crop left",
      description: "SDXL: pixels that were cut off at the left.",
    }),
    crop_top: wholeNumber({
      ...side,
      label: "crop top",
      description: "SDXL: pixels that were cut off at the top.",
    }),
    target_width: wholeNumber({
      ...side,
      label: "target width",
      description: "SDXL: the size that it is to draw for. 0: as the picture.",
    }),
    target_height: wholeNumber({
      ...side,
      label: "target height",
      description: "As target width. 0: as the picture.",
    }),
  },
  outputs: { model: { type: "MODEL" } },
  shows: "text",
  async run({ model, positive, negative, scale, rescale, ...sizes }, context) {
    if (!model.latents)
      throw new BadInput(
        `${model.title} takes no prompts: link the network of Load Pipeline, or use Guidance for a model with classes`,
      );
    if (negative && negative.prompts.length > 1)
      throw new BadInput(
        `there must be one negative prompt, got ${negative.prompts.length}`,
      );
    const { encoder } = positive;
    const none =
      negative?.prompts[0] ??
      (await noPrompt(async (text) => {
        const opened = await openedTextEncoder(encoder, context);
        return opened.encode(text);
      }, encoder.zerosForNone));
    const guidance = { scale, rescale };
    const prompted = withPrompts(model, {
      positive: positive.prompts,
      negative: none,
      size: sizeOf(sizes),
    });
    checkGuidance(prompted, guidance);
    const count = positive.prompts.length;
    const about =
      count === 1 ? (positive.prompts[0]?.text ?? "") : `${count} prompts`;
    context.show({
      kind: "text",
      text: [
        `scale ${scale}: ${about}`,
        ...(none.text === "" ? [] : [`not ${none.text}`]),
      ].join(" · "),
    });
    return { model: { ...prompted, guidance } };
  },
});

interface Sizes {
  readonly original_width: number;
  readonly original_height: number;
  readonly crop_left: number;
  readonly crop_top: number;
  readonly target_width: number;
  readonly target_height: number;
}

function sizeOf(sizes: Sizes): SizeConditioning {
  return {
    cropLeft: sizes.crop_left,
    cropTop: sizes.crop_top,
    ...(sizes.original_width > 0 && { originalWidth: sizes.original_width }),
    ...(sizes.original_height > 0 && { originalHeight: sizes.original_height }),
    ...(sizes.target_width > 0 && { targetWidth: sizes.target_width }),
    ...(sizes.target_height > 0 && { targetHeight: sizes.target_height }),
  };
}
