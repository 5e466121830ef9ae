import type { SameNoiseSamples } from "../../core/klub/tuned/report.ts";
import type { View } from "../../engine/view.ts";
import { encodePng, gridOf } from "../formats/picture.ts";
import { isImage, samplePictures } from "../formats/sample-pictures.ts";

type SampleView = Extract<View, { kind: "image" | "scatter" }>;

/** How samples become pictures. */
export interface Drawn {
  readonly shape: readonly number[];
  /** Data values that stand for black and white. */
  readonly valueRange?: readonly [number, number];
}

/** Samples of each schedule and the fine solution's, in the same order: a row of pictures, or points over the fine ones. */
export function sameNoiseViews(
  { count, fine, schedules }: SameNoiseSamples,
  drawn: Drawn,
): { readonly title: string; readonly view: SampleView }[] {
  const viewOf = (data: Float32Array): SampleView =>
    isImage(drawn.shape)
      ? rowOf(data, count, drawn)
      : { kind: "scatter", points: data, reference: fine };
  return [
    ...schedules.map(({ title, x }) => ({ title, view: viewOf(x) })),
    { title: "Fine solution", view: viewOf(fine) },
  ];
}

function rowOf(data: Float32Array, count: number, drawn: Drawn): SampleView {
  const row = gridOf(samplePictures({ data, count, ...drawn }), count);
  return {
    kind: "image",
    png: encodePng(row, "fast"),
    width: row.width,
    height: row.height,
  };
}
