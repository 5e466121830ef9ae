import { optionalPort, wholeNumber } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { latentSide } from "../parts/latent-size.ts";

/** Those of SD 1.5, SD 2 and SDXL, for where no VAE says others. */
const usual = { channels: 4, factor: 8, multiple: 8 };

export const emptyLatent = defineNode({
  title: "Empty Latent",
  also: ["EmptyLatentImage", "Empty Latent Image"],
  description:
    "How large pictures are to be and how many: zeros for the Sampler's start, which then begins with noise alone.",
  inputs: {
    vae: optionalPort("VAE", {
      description:
        "The VAE that the latents are for. Without it they have 4 channels and an eighth of the picture's sides, as those of Stable Diffusion.",
    }),
    width: wholeNumber({
      default: 512,
      min: 8,
      max: 16_384,
      step: 64,
      description: "Pixels across.",
    }),
    height: wholeNumber({
      default: 512,
      min: 8,
      max: 16_384,
      step: 64,
      description: "Pixels down.",
    }),
    count: wholeNumber({
      default: 1,
      min: 1,
      max: 4096,
      also: "batch_size",
      description: "How many pictures.",
    }),
  },
  outputs: { latent: { type: "LATENT" } },
  async run({ vae = usual, width, height, count }) {
    const shape = [
      vae.channels,
      latentSide("height", height, vae),
      latentSide("width", width, vae),
    ];
    const size = shape.reduce((product, axis) => product * axis, 1);
    return {
      latent: {
        data: new Float32Array(count * size),
        count,
        shape,
        empty: true,
        nfe: 0,
      },
    };
  },
});
