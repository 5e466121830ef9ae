import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { tiling } from "../nodes/parts/vae-tiling.ts";
import { wholeOption } from "./option.ts";

/** How large pictures go through the VAE: a choice of `tiling`, and a tile's side in pixels where it is set. */
export interface TileOption {
  readonly tiling: string;
  readonly pixels: number;
}

/** What `declareTileOption` gives. */
export interface TileOptions {
  readonly tile: TileOption;
}

/** Adds what a command takes that encodes or decodes pictures. */
export function declareTileOption(program: Program): Program {
  return program.option(
    "--tile <pixels>",
    `side of a tile, auto or never. ${tiling.words}`,
    readTile,
    { tiling: tiling.default, pixels: tiling.side.default },
  );
}

function readTile(text: string): TileOption {
  if (text === "auto" || text === "never")
    return { tiling: text, pixels: tiling.side.default };
  if (!/^[\d.]/.test(text))
    throw new BadInput(
      `--tile must be auto, never or pixels, got ${text === "" ? "nothing" : `"${text}"`}.`,
    );
  return { tiling: "set", pixels: wholeOption("--tile", tiling.side)(text) };
}
