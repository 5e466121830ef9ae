import { seriesPlaces } from "./series-places.ts";

/** Colours of plots, as the page's CSS variables give them. */
export interface PlotTheme {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly accent: string;
  readonly warning: string;
  readonly series: readonly string[];
  readonly font: string;
}

export function readPlotTheme(element: Element): PlotTheme {
  const style = getComputedStyle(element);
  const read = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  return {
    text: read("--text", "#e6e8ec"),
    dim: read("--dim", "#9aa3b2"),
    line: read("--line", "#2a2f3a"),
    accent: read("--accent", "#6ea8fe"),
    warning: read("--warning", "#f5b74f"),
    series: [1, 2, 3, 4, 5, 6].map((index) =>
      read(`--series-${index}`, "#6ea8fe"),
    ),
    font: style.fontFamily || "system-ui, sans-serif",
  };
}

/** A colour for each line of a plot. */
export function seriesColors(
  lines: Parameters<typeof seriesPlaces>[0],
  theme: PlotTheme,
): string[] {
  return seriesPlaces(lines).map(
    (place) => theme.series[place - 1] ?? theme.dim,
  );
}
