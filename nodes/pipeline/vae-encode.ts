import { BadInput } from "../../core/bad-input.ts";
import { encodingNoise, noiseKinds } from "../../core/noise/noise-kinds.ts";
import { choice, port, seed, shownFor } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { croppedTo } from "../parts/latent-size.ts";
import { openedEncoder } from "../parts/opened-pipeline.ts";
import { tileSide, tileWords, tilingInputs } from "../parts/vae-tiling.ts";
import { encodedPictures, latentKinds } from "../parts/vae-pictures.ts";

export const vaeEncode = defineNode({
  title: "VAE Encode",
  also: ["VAEEncode", "img2img", "Image to image"],
  description:
    "Makes latents of pictures, for the Sampler's start: with a schedule of a denoise below 1 the picture is gone on from. Pictures whose sides do not divide are cropped to their middle. Also the data of Optimize Schedule.",
  shows: "text",
  inputs: {
    images: port("IMAGE"),
    vae: port("VAE"),
    latents: choice(latentKinds.choices, {
      default: latentKinds.default,
      description: latentKinds.words,
      seldom: true,
    }),
    seed: seed({
      advances: false,
      description:
        "Decides the draw. A Sampler with the same seed and noise goes on behind it, as diffusers' image-to-image does with one generator.",
      shownFor: shownFor("latents", "draw"),
    }),
    noise_source: choice(
      [...noiseKinds].map(([value, { title }]) => ({ value, title })),
      {
        default: "default",
        label: "noise",
        description: "How the seed becomes noise, as in the Sampler.",
        shownFor: shownFor("latents", "draw"),
      },
    ),
    ...tilingInputs,
  },
  outputs: { latent: { type: "LATENT" } },
  async run({ images, vae, latents, ...inputs }, context) {
    if (images.shape[0] !== 3)
      throw new BadInput(
        `the VAE of ${vae.title} takes pictures in RGB, got ${images.shape[0]} channel`,
      );
    const { image, cropped } = croppedTo(images, vae.factor);
    const [, height, width] = image.shape;
    const { count } = image;
    const wanted = [vae.channels, height / vae.factor, width / vae.factor];
    const encoder = await openedEncoder(vae, context);
    const length = wanted.reduce((product, axis) => product * axis, 1);
    const noise =
      latents === "draw"
        ? encodingNoise(inputs.noise_source, {
            seed: inputs.seed,
            count,
            length,
            precision: "f32",
          })
        : undefined;
    const side = tileSide(inputs.tiling, inputs.tile_size, wanted, vae);
    const encoded = await encodedPictures(
      image,
      encoder,
      side,
      noise,
      (done, message) => {
        context.signal.throwIfAborted();
        return context.report({ done, total: count, message });
      },
    );
    if (encoded.shape.join() !== wanted.join())
      throw new BadInput(
        `the VAE of ${vae.title} must make latents [${wanted.join(", ")}] of pictures of ${width} × ${height} pixels, got [${encoded.shape.join(", ")}]`,
      );
    const words = [
      `${count} ${count === 1 ? "picture" : "pictures"} of ${width} × ${height} pixels as [${wanted.join(", ")}]`,
      tileWords(side, wanted, vae),
      cropped
        ? `cropped, so that the sides divide by ${vae.factor}`
        : undefined,
    ];
    context.show({
      kind: "text",
      text: words.filter((part) => part !== undefined).join("; "),
    });
    return {
      latent: {
        data: encoded.data,
        count,
        shape: wanted,
        nfe: 0,
        ...(noise && { encoded: true as const }),
      },
    };
  },
});
