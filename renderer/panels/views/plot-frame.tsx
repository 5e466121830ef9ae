import { useEffect, useLayoutEffect, useRef } from "react";
import { mountPlot } from "../stand-in.ts";
import type { MountedPlot, PlotView } from "../../plots/plot.ts";
import { useApp } from "../../run/app-store.ts";

/** A plot that fills the width of its panel. A scatter plot is square, lines are flatter, unless a height is given. */
export function PlotFrame({
  view,
  height,
}: {
  view: PlotView;
  height?: "fill";
}) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<MountedPlot>(undefined);
  const newest = useRef(view);
  newest.current = view;
  const theme = useApp((state) => state.themeShown);
  const { kind } = view;

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth < 40 || clientHeight < 40) return;
      if (plot.current) plot.current.resize(clientWidth, clientHeight);
      else
        plot.current = mountPlot(
          element,
          newest.current,
          clientWidth,
          clientHeight,
        );
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [kind]);
  useEffect(() => plot.current?.update(view), [view]);
  useEffect(() => plot.current?.themeChanged(), [theme]);

  return (
    <figure className="result" data-fill={height === "fill"}>
      <div
        ref={host}
        className="plot-host"
        data-kind={kind}
        role="img"
        aria-label={view.caption ?? plotLabel(view)}
      />
      {view.caption !== undefined && height !== "fill" && (
        <figcaption className="result-caption">{view.caption}</figcaption>
      )}
    </figure>
  );
}

function plotLabel(view: PlotView): string {
  switch (view.kind) {
    case "scatter":
      return `Scatter plot of ${view.points.length / 2} samples`;
    case "lines":
      return `Plot of ${view.series.map((series) => series.name).join(", ")}`;
  }
}
