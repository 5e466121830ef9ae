import { choice, shownFor, wholeNumber } from "../../engine/inputs.ts";
import { tileCount, wholeSide } from "../../models/pipeline/tiles.ts";

/** How large pictures go through a VAE, for an option or an input that asks. */
export const tiling = {
  choices: [
    { value: "auto", title: "Where they are large" },
    { value: "never", title: "Never" },
    { value: "set", title: "Set here" },
  ],
  default: "auto",
  words: `Whether pictures go through the VAE in overlapping tiles that fade into each other, which takes less memory and changes the picture a little. Where they are large: those of more than ${wholeSide} × ${wholeSide} latents, 1024 × 1024 pixels for Stable Diffusion, in tiles of that size.`,
  /** Pixels along a tile's side. */
  side: { default: 512, min: 64, max: 16_384 },
} as const;

/** The inputs of a node that ask for it. */
export const tilingInputs = {
  tiling: choice(tiling.choices, {
    default: tiling.default,
    label: "tiles",
    description: tiling.words,
    seldom: true,
  }),
  tile_size: wholeNumber({
    ...tiling.side,
    step: 64,
    label: "tile size",
    description:
      "Pixels along a side of a tile; a quarter of it at least lies in the tile beside it too.",
    shownFor: shownFor("tiling", "set"),
  }),
};

/**
 * The side in latents of the tiles that a picture goes through a VAE in; `undefined` for one piece.
 * @param chosen - Out of `tiling.choices`.
 * @param pixels - Of a tile's side, where it is set.
 */
export function tileSide(
  chosen: string,
  pixels: number,
  [, height = 0, width = 0]: readonly number[],
  { factor }: { readonly factor: number },
): number | undefined {
  switch (chosen) {
    case "set":
      return Math.max(1, Math.floor(pixels / factor));
    case "auto":
      return height * width > wholeSide ** 2 ? wholeSide : undefined;
    default:
      return undefined;
  }
}

/**
 * What the tiles are, in words; `undefined` for one piece.
 * @param latents - Shape of one.
 */
export function tileWords(
  side: number | undefined,
  latents: readonly number[],
  { factor }: { readonly factor: number },
): string | undefined {
  const [, height = 0, width = 0] = latents;
  const count = side === undefined ? 1 : tileCount(height, width, side);
  if (side === undefined || count === 1) return undefined;
  const size = [width, height]
    .map((each) => Math.min(side, each) * factor)
    .join(" × ");
  return `in ${count} tiles of ${size}`;
}
