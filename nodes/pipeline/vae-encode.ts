import { BadInput } from "../../core/bad-input.ts";
import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { croppedTo } from "../parts/latent-size.ts";
import { openedVae } from "../parts/opened-pipeline.ts";
import { encodedPictures } from "../parts/vae-pictures.ts";

export const vaeEncode = defineNode({
  title: "VAE Encode",
  also: ["VAEEncode", "img2img", "Image to image"],
  description:
    "Makes latents of pictures, for the Sampler's start: with a schedule of a denoise below 1 the picture is gone on from. Pictures whose sides do not divide are cropped to their middle. Where the encoder gives a distribution, its mean is taken. Also the data of Optimize Schedule.",
  shows: "text",
  inputs: { images: port("IMAGE"), vae: port("VAE") },
  outputs: { latent: { type: "LATENT" } },
  async run({ images, vae }, context) {
    if (images.shape[0] !== 3)
      throw new BadInput(
        `the VAE of ${vae.title} takes pictures in RGB, got ${images.shape[0]} channel`,
      );
    const { image, cropped } = croppedTo(images, vae.factor);
    const [, height, width] = image.shape;
    const { count } = image;
    const wanted = [vae.channels, height / vae.factor, width / vae.factor];
    const encoder = await openedVae(vae, "vae-encoder", context);
    const encoded = await encodedPictures(image, encoder, (done) => {
      context.signal.throwIfAborted();
      return context.report({
        done,
        total: count,
        message: `picture ${Math.min(done + 1, count)} of ${count}`,
      });
    });
    if (encoded.shape.join() !== wanted.join())
      throw new BadInput(
        `the VAE of ${vae.title} must make latents [${wanted.join(", ")}] of pictures of ${width} × ${height} pixels, got [${encoded.shape.join(", ")}]`,
      );
    const what = `${count} ${count === 1 ? "picture" : "pictures"} of ${width} × ${height} pixels as [${wanted.join(", ")}]`;
    context.show({
      kind: "text",
      text: cropped
        ? `${what}; cropped, so that the sides divide by ${vae.factor}`
        : what,
    });
    return { latent: { data: encoded.data, count, shape: wanted, nfe: 0 } };
  },
});
