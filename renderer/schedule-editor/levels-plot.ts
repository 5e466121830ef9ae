import type uPlot from "uplot";
import { alignSeries } from "../plots/align-series.ts";
import { placeable, type Range } from "../plots/axis.ts";
import { axis } from "../plots/lines-plot.ts";
import type { PlotParts } from "../plots/plot-parts.ts";
import { readPlotTheme, seriesColors } from "../plots/plot-theme.ts";

/** What stands behind the points that are dragged: the edited schedule and those that it is compared with. */
export interface LevelsView {
  readonly kind: "levels";
  /** Drawn strong. Strictly falling; a last 0 is drawn where one step leads to it. */
  readonly levels: readonly number[];
  /** Drawn dashed; one that is not shown keeps its colour. */
  readonly comparisons: readonly {
    readonly name: string;
    readonly sigmas: readonly number[];
    readonly shown: boolean;
  }[];
  readonly steps: Range;
  readonly sigmas: Range;
}

/** From the edges of the plot's element to those of its axes, in CSS pixels, so that points can be laid over it. */
export const plotInset = { left: 44, right: 14, top: 12, bottom: 24 } as const;

export function levelsPlot(
  view: LevelsView,
  width: number,
  height: number,
  host: Element,
): PlotParts<LevelsView> {
  const theme = readPlotTheme(host);
  const [strong = theme.accent, ...colors] = seriesColors(
    editorLines(view.comparisons),
    theme,
  );
  let { steps, sigmas } = view;
  return {
    data: dataOf(view),
    renew(next) {
      if (namesOf(next) !== namesOf(view)) return undefined;
      ({ steps, sigmas } = next);
      return dataOf(next);
    },
    options: {
      width,
      height,
      padding: [plotInset.top, plotInset.right, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [...steps] },
        y: { distr: 3, log: 10, range: () => [...sigmas] },
      },
      axes: [
        axis(theme, "", "linear", 40, plotInset.bottom),
        axis(theme, "", "log", 30, plotInset.left),
      ],
      series: [
        {},
        ...view.comparisons.map((_, index): uPlot.Series => ({
          stroke: colors[index] ?? theme.dim,
          width: 1.25,
          dash: [5, 4],
          points: { show: false },
        })),
        { stroke: strong, width: 2, points: { show: false } },
      ],
    },
  };
}

/** The lines of the editor as they are coloured: the edited schedule, then the others. */
export function editorLines(
  comparisons: readonly { readonly name: string }[],
): { readonly name: string; readonly strong: boolean }[] {
  return [
    { name: "Edited", strong: true },
    ...comparisons.map(({ name }) => ({ name, strong: false })),
  ];
}

function dataOf(view: LevelsView): uPlot.AlignedData {
  const { comparisons, levels, sigmas: range } = view;
  return alignSeries([
    ...comparisons.map(({ sigmas, shown }) =>
      lineOf(shown ? sigmas : [], range),
    ),
    lineOf(levels, range),
  ]);
}

function namesOf({ comparisons }: LevelsView): string {
  return JSON.stringify(comparisons.map(({ name }) => name));
}

/** Without a last 0, but for the line of one step. */
function lineOf(sigmas: readonly number[], range: Range) {
  const drawn =
    sigmas.length > 2 ? sigmas.filter((sigma) => sigma > 0) : sigmas;
  return {
    x: drawn.map((_, step) => step),
    y: placeable(drawn, range, "log"),
  };
}
