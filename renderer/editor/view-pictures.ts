import type { View } from "../../engine/view.ts";
import { paintPlot } from "../plots/paint-plot.ts";

/** What a view looks like in a node's body: a plot painted once per size, or a picture once it is decoded. */
export interface ViewPictures {
  plot(
    view: Extract<View, { kind: "lines" | "scatter" }>,
    width: number,
    height: number,
    pixelRatio: number,
  ): CanvasImageSource;
  /** @param place - Where it is seen: what was there before stays until the new picture is decoded. */
  image(
    view: Extract<View, { kind: "image" }>,
    place: string,
  ): ImageBitmap | undefined;
  /** Forgets all plots, which have the old colours. */
  themeChanged(): void;
}

/** @param ready - Called when a picture has been decoded and can be drawn. */
export function createViewPictures(ready: () => void): ViewPictures {
  let plots = new WeakMap<View, { key: string; canvas: HTMLCanvasElement }>();
  const images = new WeakMap<View, ImageBitmap | "waiting" | "broken">();
  const latest = new Map<string, ImageBitmap>();
  return {
    plot(view, width, height, pixelRatio) {
      const key = `${width} ${height} ${pixelRatio}`;
      const known = plots.get(view);
      if (known?.key === key) return known.canvas;
      const canvas = paintPlot(view, width, height, pixelRatio);
      plots.set(view, { key, canvas });
      return canvas;
    },
    image(view, place) {
      const known = images.get(view);
      if (known === undefined) {
        images.set(view, "waiting");
        void decode(view.png).then((bitmap) => {
          images.set(view, bitmap ?? "broken");
          ready();
        });
      }
      if (known instanceof ImageBitmap) latest.set(place, known);
      return known === "broken" ? undefined : latest.get(place);
    },
    themeChanged() {
      plots = new WeakMap();
    },
  };
}

async function decode(png: Uint8Array): Promise<ImageBitmap | undefined> {
  try {
    // a copy, since the bytes may lie in shared memory
    return await createImageBitmap(
      new Blob([png.slice()], { type: "image/png" }),
    );
  } catch {
    return undefined;
  }
}
