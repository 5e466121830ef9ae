import { BadInput } from "../../core/bad-input.ts";
import { port } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { imageView } from "../formats/sample-views.ts";
import { openedDecoder } from "../parts/opened-pipeline.ts";
import { tileSide, tileWords, tilingInputs } from "../parts/vae-tiling.ts";
import { decodedPictures } from "../parts/vae-pictures.ts";

export const vaeDecode = defineNode({
  title: "VAE Decode",
  also: ["VAEDecode", "VAEDecodeTiled"],
  description: "Makes pictures of latents, one at a time.",
  shows: "picture",
  inputs: {
    samples: port("LATENT", { description: "Latents that a Sampler made." }),
    vae: port("VAE"),
    ...tilingInputs,
  },
  outputs: { images: { type: "IMAGE" } },
  async run({ samples, vae, tiling, tile_size }, context) {
    const { count, shape } = samples;
    if (shape.length !== 3 || shape[0] !== vae.channels)
      throw new BadInput(
        `the VAE of ${vae.title} takes latents [${vae.channels}, height, width], got samples of the shape [${shape.join(", ")}]`,
      );
    const decoder = await openedDecoder(vae, context);
    const side = tileSide(tiling, tile_size, shape, vae);
    const image = await decodedPictures(
      samples,
      decoder,
      side,
      (done, message) => {
        context.signal.throwIfAborted();
        return context.report({ done, total: count, message });
      },
    );
    const [, height, width] = image.shape;
    const tiles = tileWords(side, shape, vae);
    const size = `${width} × ${height} pixels`;
    const caption = tiles === undefined ? size : `${size}, ${tiles}`;
    context.show(imageView(image, caption));
    return {
      images: {
        ...image,
        ...(samples.origin && { origin: samples.origin }),
      },
    };
  },
});
