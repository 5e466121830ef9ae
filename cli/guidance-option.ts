import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { guidanceRanges } from "../core/guidance.ts";
import type { LoadedModel } from "../models/load.ts";
import { withGuidance } from "../nodes/parts/opened-model.ts";
import { numberOption } from "./option.ts";

/** What the options of `declareGuidanceOptions` give. */
export interface GuidanceOptions {
  readonly guidance?: number;
  readonly guidanceRescale?: number;
}

/** Adds what every command takes that computes a model. */
export function declareGuidanceOptions(program: Program): Program {
  return program
    .option(
      "--guidance <scale>",
      "scale of classifier-free guidance, for a model with classes; 1 is none. A guided evaluation counts as one",
      numberOption("--guidance", guidanceRanges.scale),
    )
    .option(
      "--guidance-rescale <share>",
      "how much of the contrast that guidance adds is taken back, 0 to 1, as ComfyUI's RescaleCFG",
      numberOption("--guidance-rescale", guidanceRanges.rescale),
    );
}

/**
 * The model with the guidance that was asked for.
 * @throws BadInput where it has no classes, or a rescale is given without guidance.
 */
export function guidedModel(
  model: LoadedModel,
  options: GuidanceOptions,
): LoadedModel {
  const { guidance: scale, guidanceRescale: rescale } = options;
  if (scale === undefined) {
    if (rescale === undefined) return model;
    throw new BadInput(
      `--guidance-rescale ${rescale} needs --guidance, got no guidance`,
    );
  }
  return withGuidance(model, { scale, rescale: rescale ?? 0 });
}
